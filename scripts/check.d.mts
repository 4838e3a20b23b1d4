/** Lints and type-checks everything; false when something was found, which is then already printed. */
export function check(): Promise<boolean>;

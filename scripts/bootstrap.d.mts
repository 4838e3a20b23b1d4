export const root: string;
/** Installs what is missing and goes on under the pinned Node; returns there. */
export function bootstrap(script: string): Promise<void>;

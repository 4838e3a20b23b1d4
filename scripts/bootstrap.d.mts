export const root: string;
/** Installs what is missing and goes on under the pinned Node; returns there. */
export function bootstrap(launcher: string): Promise<void>;
/** Calls back when the npm that runs this script was killed: nobody could stop us by it any more. */
export function whenOrphaned(callback: () => void): void;

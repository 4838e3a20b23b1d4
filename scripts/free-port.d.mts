export function isFree(port: number, host?: string): Promise<boolean>;
export function requirePort(port: number, host: string): Promise<void>;
export function freePort(): Promise<number>;

export function bold(text: string): string;
export function dim(text: string): string;
export function failure(sentence: string, details?: string): Error & { kind: "failure"; details: string };
export function say(text?: string): void;
export function step<T>(label: string, work: () => T | Promise<T>): Promise<T>;
export function duration(milliseconds: number): string;
export function explain(error: unknown): void;

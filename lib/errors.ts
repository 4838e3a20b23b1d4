export type AppErrorCode = "not_found" | "conflict" | "invalid" | "forbidden" | "unavailable";

/**
 * What the data layer and admin actions throw when they refuse. The message is shown to the person who asked; `fields`
 * says which form field it belongs to.
 */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly fields: Record<string, string> | undefined;

  constructor(code: AppErrorCode, message: string, fields?: Record<string, string>) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.fields = fields;
  }
}

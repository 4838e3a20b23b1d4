export const errorSchema = "urn:ietf:params:scim:api:messages:2.0:Error";

/** Error keywords of RFC 7644 §3.12 (Table 9) and RFC 9865 §2.1 (Table 3). */
export type ScimType =
  | "invalidFilter"
  | "tooMany"
  | "uniqueness"
  | "mutability"
  | "invalidSyntax"
  | "invalidPath"
  | "noTarget"
  | "invalidValue"
  | "invalidVers"
  | "sensitive"
  | "invalidCursor"
  | "expiredCursor"
  | "invalidCount";

/** The one error of the protocol core: an HTTP status, an optional keyword, and a sentence for the person who reads the IdP's log. */
export class ScimError extends Error {
  readonly status: number;
  readonly scimType: ScimType | undefined;
  readonly detail: string;

  constructor(status: number, scimType: ScimType | undefined, detail: string) {
    // No stack: it would only show where a client's mistake was found, and taking it costs ten times what finding it did.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(detail);
    Error.stackTraceLimit = limit;
    this.name = "ScimError";
    this.status = status;
    this.scimType = scimType;
    this.detail = detail;
  }
}

export type ScimErrorBody = { schemas: string[]; status: string; scimType?: ScimType; detail: string };

/** The JSON of an error answer. RFC 7644 §3.12: `status` is a string. */
export function scimErrorBody(error: Pick<ScimError, "status" | "scimType" | "detail">): ScimErrorBody {
  return {
    schemas: [errorSchema],
    status: String(error.status),
    ...(error.scimType && { scimType: error.scimType }),
    detail: error.detail,
  };
}

const badRequest = (scimType: ScimType) => (detail: string) => new ScimError(400, scimType, detail);

export const invalidFilter = badRequest("invalidFilter");
export const invalidPath = badRequest("invalidPath");
export const noTarget = badRequest("noTarget");
export const mutability = badRequest("mutability");
export const invalidValue = badRequest("invalidValue");
export const invalidSyntax = badRequest("invalidSyntax");
export const invalidCursor = badRequest("invalidCursor");
export const expiredCursor = badRequest("expiredCursor");
export const invalidCount = badRequest("invalidCount");

export const uniqueness = (detail: string) => new ScimError(409, "uniqueness", detail);
export const conflict = (detail: string) => new ScimError(409, undefined, detail);
export const notFound = (detail: string) => new ScimError(404, undefined, detail);
export const forbidden = (detail: string) => new ScimError(403, undefined, detail);
export const preconditionFailed = (detail: string) => new ScimError(412, undefined, detail);
export const notImplemented = (detail: string) => new ScimError(501, undefined, detail);

import { commonAttributes, findAttribute } from "../scim/attribute.ts";
import { groupType } from "../scim/group.ts";
import { userType } from "../scim/user.ts";

const maxText = 200;
const secret = "•••";
const envelope = new Set(["schemas", "operations", "op", "path", "value"]);

/** Values of known attributes, names of unknown ones, secrets masked (rule 9): what a log may keep of a request. */
export const mask = {
  /**
   * A text that quotes what was sent. What a filter or path compares a password with is masked; PostgreSQL stores no U+0000, and
   * a lone surrogate has no UTF-8.
   */
  text(text: string): string {
    return withoutComparedPassword(text.toWellFormed().replaceAll("\u0000", "\ufffd"));
  },
  /** A parsed request body. */
  body(body: unknown): unknown {
    return maskValue("", body, 0);
  },
  /** A query string; parameters we do not know keep only their name. */
  query(params: URLSearchParams): string {
    const known = new Set(["filter", "startIndex", "count", "attributes", "excludedAttributes", "sortBy", "sortOrder", "cursor"]);
    const parts = [...params].map(([name, value]) => (known.has(name) ? `${name}=${mask.text(value.slice(0, maxText))}` : name));
    return parts.length === 0 ? "" : `?${parts.join("&").slice(0, 1000)}`;
  },
};

/** Two searches, each from left to right: one pattern for both would be quadratic over a text full of passwords. */
function withoutComparedPassword(text: string): string {
  const name = text.search(/password|secret/i);
  const compared = name < 0 ? -1 : text.slice(name).search(/["']|\s(eq|ne|co|sw|ew|gt|ge|lt|le)\s/i);
  return compared < 0 ? text : `${text.slice(0, name + compared)} ${secret}`;
}

function maskValue(name: string, value: unknown, depth: number): unknown {
  if (isSecret(name) || depth > 6) return secret;
  if (typeof value === "string") return mask.text(value.length > maxText ? `${value.slice(0, maxText)}…` : value);
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => maskValue(name, item, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  // a PATCH operation names its attribute in `path`
  const path = Reflect.get(value, "path") ?? Reflect.get(value, "Path");
  const entries = Object.entries(value).slice(0, 50);
  return Object.fromEntries(
    entries.map(([key, inner]) => {
      if (typeof path === "string" && key.toLowerCase() === "value" && isSecret(path)) return [key, secret];
      return [
        mask.text(key.slice(0, maxText)),
        isKnown(key) || (depth > 0 && isKnown(name)) ? maskValue(key, inner, depth + 1) : secret,
      ];
    }),
  );
}

const isSecret = (name: string) => /password|secret|token|authorization/i.test(name);

const { extensions } = userType;
const tables = [commonAttributes, userType.attributes, groupType.attributes, ...extensions.map(({ attributes }) => attributes)];

function isKnown(name: string): boolean {
  const bare = name.split(/[.[]/, 1)[0] ?? "";
  return (
    envelope.has(name.toLowerCase()) ||
    extensions.some(({ urn }) => urn.toLowerCase() === name.toLowerCase()) ||
    tables.some((table) => findAttribute(table, bare))
  );
}

import { type Attribute, findAttribute, type ResolvedName, resolveName } from "../scim/attribute.ts";
import { groupType } from "../scim/group.ts";
import { isJsonObject, type JsonObject } from "../scim/resource.ts";
import { userType } from "../scim/user.ts";

const limits = { text: 200, items: 50 };
const secret = "•••";

/** Values of known attributes, names of unknown ones, secrets masked (rule 9): what a log may keep of a request. */
export const mask = {
  /**
   * A text that quotes what was sent. What a filter or path compares a password with is masked; PostgreSQL stores no U+0000, and
   * a lone surrogate has no UTF-8.
   */
  text(text: string): string {
    return withoutComparedPassword(text.toWellFormed().replaceAll("\u0000", "\ufffd"));
  },
  /** A parsed request body: a resource, or a PATCH with its operations. */
  body(body: unknown): unknown {
    if (!isJsonObject(body)) return secret;
    return mapEntries(body, (key, value) => {
      if (key.toLowerCase() === "operations") return Array.isArray(value) ? mapItems(value, maskOperation) : secret;
      return maskNamed(key, value);
    });
  },
  /** A query string; parameters we do not know keep only their name. */
  query(params: URLSearchParams): string {
    const known = new Set(["filter", "startIndex", "count", "attributes", "excludedAttributes", "sortBy", "sortOrder", "cursor"]);
    const parts = [...params].map(([name, value]) =>
      known.has(name) ? `${name}=${mask.text(value.slice(0, limits.text))}` : name,
    );
    return parts.length === 0 ? "" : `?${parts.join("&").slice(0, 1000)}`;
  },
};

/** Two searches, each from left to right: one pattern for both would be quadratic over a text full of passwords. */
function withoutComparedPassword(text: string): string {
  const name = text.search(/password|secret/i);
  const compared = name < 0 ? -1 : text.slice(name).search(/["']|\s(eq|ne|co|sw|ew|gt|ge|lt|le)\s/i);
  return compared < 0 ? text : `${text.slice(0, name + compared)} ${secret}`;
}

const shortened = (text: string) => mask.text(text.length > limits.text ? `${text.slice(0, limits.text)}…` : text);

const mapItems = (items: unknown[], maskItem: (item: unknown) => unknown) => items.slice(0, limits.items).map(maskItem);

const mapEntries = (object: JsonObject, maskEntry: (key: string, value: unknown) => unknown): JsonObject =>
  Object.fromEntries(
    Object.entries(object)
      .slice(0, limits.items)
      .map(([key, value]) => [shortened(withoutUnknownFilter(key)), maskEntry(key, value)]),
  );

/** A PATCH operation names its attribute in `path`, or attributes in its `value`; the names of its members have no case. */
function maskOperation(operation: unknown): unknown {
  if (!isJsonObject(operation)) return secret;
  const path = Object.entries(operation).find(([key]) => key.toLowerCase() === "path")?.[1] ?? "";
  return mapEntries(operation, (key, value) => {
    const member = key.toLowerCase();
    if (member === "op" || member === "path") return typeof value === "string" ? shortened(withoutUnknownFilter(value)) : secret;
    if (member !== "value" || typeof path !== "string") return secret;
    return path.trim() === "" ? maskAttributes(value) : maskNamed(path, value);
  });
}

/** An object of attributes: a resource, an extension, or the value of an operation without path. */
const maskAttributes = (value: unknown, urn?: string): unknown =>
  isJsonObject(value) ? mapEntries(value, (key, inner) => maskNamed(urn ? `${urn}:${key}` : key, inner)) : secret;

function maskNamed(name: string, value: unknown): unknown {
  const resolved = resolve(name);
  if (resolved.kind === "schema") return maskAttributes(value, resolved.urn);
  if (resolved.kind === "unknown" || resolved.path.attribute.returned === "never") return secret;
  const { attribute, sub } = resolved.path;
  return maskValue(sub ?? attribute, value);
}

/** Complex values by their sub-attributes; simple ones may come wrapped as `{"value": …}`. */
function maskValue(attribute: Attribute, value: unknown): unknown {
  if (typeof value === "string") return shortened(value);
  if (Array.isArray(value)) return mapItems(value, (item) => maskValue(attribute, item));
  if (!isJsonObject(value)) return value;
  return mapEntries(value, (key, inner) => {
    const known = attribute.type === "complex" ? findAttribute(attribute.subAttributes, key) : key === "value" && attribute;
    return known && !isJsonObject(inner) ? maskValue(known, inner) : secret;
  });
}

/** The attribute that a name or path stands for on a user or a group, whatever the filter in it selects. */
function resolve(text: string): ResolvedName {
  const [opening, closing] = [text.indexOf("["), text.lastIndexOf("]")];
  const name = opening < 0 ? text : text.slice(0, opening) + (closing < 0 ? "" : text.slice(closing + 1));
  const onUser = resolveName(userType, name.trim());
  return onUser.kind === "unknown" ? resolveName(groupType, name.trim()) : onUser;
}

/** What a path compares an unknown attribute with is a value of it. */
function withoutUnknownFilter(path: string): string {
  const opening = path.indexOf("[");
  return opening >= 0 && resolve(path).kind === "unknown" ? `${path.slice(0, opening)}[${secret}]` : path;
}

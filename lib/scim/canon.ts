import type { Attribute, ResourceType } from "./attribute.ts";
import { type Attributes, type Element, isObject, type Resource, type Value } from "./resource.ts";

/**
 * The form in which values of attributes with `caseExact: false` are compared: width mapping, full case folding, NFC
 * (RFC 7644 §5 asks for a PRECIS-like preparation). Idempotent; never shown to anybody.
 */
export function canon(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is the whole ASCII range.
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  return fold(mapWidth(text).normalize("NFC")).normalize("NFC");
}

/** Fullwidth and halfwidth forms, and the ideographic space, become their ordinary characters. */
const mapWidth = (text: string) => text.replace(/[\u3000\uff00-\uffef]+/g, (wide) => wide.normalize("NFKC"));

/**
 * Full case folding out of JavaScript's case mappings. Lower, upper, lower: the first step takes ẞ to ß, the second ß to SS.
 * The dotless ı is left alone because Unicode does not fold it to i (upper-casing would), and the final ς becomes σ because
 * lower-casing writes it by position.
 */
const fold = (text: string) =>
  text.replace(/[^ı]+/g, (part) => part.toLowerCase().toUpperCase().toLowerCase()).replaceAll("ς", "σ");

/** Columns or relations of their own, or never kept: not part of the canonical copy. */
const leftOut = new Set(["schemas", "id", "externalId", "active", "meta", "groups", "members", "password"]);

/**
 * A deep copy of a resource in which every string of an attribute with `caseExact: false` is `canon()`ed. Without id, externalId,
 * active, meta, groups, members and password, which are columns or relations.
 */
export function canonicalCopy(type: ResourceType, resource: Resource): Resource {
  const copy: Resource = copyAttributes(type.attributes, resource);
  for (const extension of type.extensions) {
    const values = resource[extension.urn];
    if (isObject(values)) copy[extension.urn] = copyAttributes(extension.attributes, values);
  }
  return copy;
}

function copyAttributes(table: readonly Attribute[], values: Resource): Attributes {
  const copy: Attributes = {};
  for (const attribute of table) {
    const value = values[attribute.name];
    if (value !== undefined && !leftOut.has(attribute.name)) copy[attribute.name] = copyValue(attribute, value);
  }
  return copy;
}

function copyValue(attribute: Attribute, value: Resource[string]): Value {
  return Array.isArray(value) ? value.map((element) => canonicalElement(attribute, element)) : canonicalElement(attribute, value);
}

/** One element or single value with its strings in canonical form. */
export function canonicalElement(attribute: Attribute, value: Element | Attributes): Element {
  if (typeof value === "string") return attribute.caseExact ? value : canon(value);
  if (!isObject(value)) return value;
  const copy: { [name: string]: string | number | boolean } = {};
  for (const sub of attribute.subAttributes ?? []) {
    const inner = value[sub.name];
    if (inner !== undefined && typeof inner !== "object")
      copy[sub.name] = typeof inner === "string" && !sub.caseExact ? canon(inner) : inner;
  }
  return copy;
}

import type { Attribute } from "./attribute.ts";
import { canonicalElement } from "./canon.ts";
import type { Complex, Element } from "./resource.ts";

// Elements of a working copy are replaced, never changed, so what was computed for one stays true as long as it lives. A request of a
// thousand operations on a thousand elements then computes each form once.
const canonicalForms = new WeakMap<object, Element>();
const identities = new WeakMap<object, string>();

/** An element of a working copy in canonical form. */
export const canonicalOf = (attribute: Attribute, element: Element) =>
  typeof element === "object"
    ? cached(canonicalForms, element, () => canonicalElement(attribute, element))
    : canonicalElement(attribute, element);

/**
 * A key that two elements share when they are the same value. RFC 7643 §2.4: one type and value stand once in an attribute, whatever
 * their other labels; elements without `value` (addresses) are the same when every part is.
 */
export function identityOf(attribute: Attribute, element: Element): string {
  const identity = () => {
    const canonical = canonicalOf(attribute, element);
    if (typeof canonical !== "object") return JSON.stringify(canonical);
    return keyOf(canonical, canonical.value === undefined ? Object.keys(canonical).sort() : ["value", "type"]);
  };
  return typeof element === "object" ? cached(identities, element, identity) : identity();
}

/** A test for elements that have all parts of one of the given ones; a given one without parts selects nothing. */
export function anyOf(attribute: Attribute, given: readonly Complex[]): (element: Element) => boolean {
  // One set of keys per combination of names, so that a long list costs no more than its length.
  const keysByNames = new Map<string, { names: string[]; keys: Set<string> }>();
  for (const parts of given) {
    const names = Object.keys(parts).sort();
    const group = keysByNames.get(names.join()) ?? { names, keys: new Set() };
    const canonical = canonicalElement(attribute, parts);
    if (names.length > 0 && typeof canonical === "object") group.keys.add(keyOf(canonical, names));
    keysByNames.set(names.join(), group);
  }
  return (element) => {
    const canonical = canonicalOf(attribute, element);
    return (
      typeof canonical === "object" && [...keysByNames.values()].some(({ names, keys }) => keys.has(keyOf(canonical, names)))
    );
  };
}

const keyOf = (element: Complex, names: readonly string[]) => JSON.stringify(names.map((name) => [name, element[name]]));

function cached<T>(cache: WeakMap<object, T>, key: object, compute: () => T): T {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const value = compute();
  cache.set(key, value);
  return value;
}

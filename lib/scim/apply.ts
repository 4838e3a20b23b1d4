import { type AttributePath, pathName } from "./attribute.ts";
import { applyToElements } from "./elements.ts";
import { invalidValue, mutability } from "./error.ts";
import type { Filter } from "./filter.ts";
import { type Complex, isObject, type Resource, setValueAt, type Value, valueAt } from "./resource.ts";
import { type IgnoredList, isUnassigned, readSimple, readSubAttributes, unwrap } from "./value.ts";

/** One operation on one attribute. `value` is absent (`undefined`) only for `remove`. */
export type Operation = { op: "add" | "replace" | "remove"; path: AttributePath; filter?: Filter | undefined; value?: unknown };

/** Applies an operation to a working copy of a resource (RFC 7644 §3.5.2.1 to §3.5.2.3). */
export function applyOperation(resource: Resource, operation: Operation, ignored: IgnoredList): void {
  const { op, path } = operation;
  const before = valueAt(resource, path);
  const after = path.attribute.multiValued
    ? applyToElements(toElements(before), operation, ignored)
    : applyToSingle(before, operation, ignored);
  if (after === undefined && path.attribute.required) {
    // RFC 7644 §3.5.2.2: removing a required attribute is a matter of mutability; unassigning it by a value, of that value.
    throw op === "remove"
      ? mutability(`${pathName(path)} is required and cannot be removed.`)
      : invalidValue(`${pathName(path)} is required.`);
  }
  // Passwords are checked and dropped.
  if (path.attribute.returned !== "never") setValueAt(resource, path, after);
}

const toElements = (value: Value | undefined) => (Array.isArray(value) ? value : []);

function applyToSingle(before: Value | undefined, operation: Operation, ignored: IgnoredList): Value | undefined {
  const { op, path, value } = operation;
  if (path.attribute.type !== "complex") return op === "remove" ? undefined : readSimple(path, unwrap(value));
  if (!path.sub) {
    if (op === "remove" || isUnassigned(value)) return undefined;
    return assignSubAttributes(before, readSubAttributes(path, value, ignored));
  }
  const sub = op === "remove" ? undefined : readSimple(path, unwrap(value));
  return assignSubAttributes(before, new Map([[path.sub.name, sub]]));
}

/** RFC 7644 §3.5.2.3: sub-attributes that are not named stay. A complex value without any is unassigned. */
function assignSubAttributes(before: Value | undefined, changes: ReturnType<typeof readSubAttributes>): Complex | undefined {
  const after: Complex = isObject(before) ? { ...before } : {};
  for (const [name, value] of changes) {
    if (value === undefined) delete after[name];
    else after[name] = value;
  }
  return Object.keys(after).length > 0 ? after : undefined;
}

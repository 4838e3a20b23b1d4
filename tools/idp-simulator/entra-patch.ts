import { managerPath } from "./mapping.ts";
import { type AttributePath, asResources, findElement, parsePath, type Resource } from "./resource.ts";

export type PatchStyle = "legacy" | "flag";
export type Operation = { op: string; path?: string; value?: unknown };
/** An attribute whose value at the endpoint differs from the directory's; `to` undefined means unset. */
export type Change = { path: string; from: unknown; to: string | boolean | undefined };

/**
 * The PATCH operations with which Entra makes `changes`. `turn` picks among the spellings that were seen for the same
 * intention, so that a run shows them all.
 */
export function patchOperations(style: PatchStyle, changes: Change[], current: Resource, turn: number): Operation[] {
  if (style === "legacy") return changes.map((change, index) => legacyOperation(change, turn + index));
  return flagOperations(changes, current);
}

/** Without the flag: capital letter, always a path, booleans as strings. */
function legacyOperation({ path, from, to }: Change, turn: number): Operation {
  if (to === undefined) return unset(path, turn);
  const op = from === undefined || turn % 5 === 0 ? "Add" : "Replace"; // Add also comes where Replace would be right
  if (typeof to === "boolean") return { op, path, value: to ? "True" : "False" };
  if (path === managerPath) return { op, path, value: managerValue(to, turn) };
  return { op, path, value: to };
}

function unset(path: string, turn: number): Operation {
  const isManager = path === managerPath;
  return pick<Operation>(turn, [
    { op: "Remove", path },
    { op: "Replace", path, value: "" },
    { op: "Replace", path, value: isManager ? { value: "" } : null },
  ]);
}

/** The documentation shows the list, the validator the string and the object. */
const managerValue = (id: string, turn: number): unknown =>
  pick<unknown>(turn, [id, { value: id }, [{ $ref: `Users/${id}`, value: id }]]);

/** With `aadOptscim062020`: lower case, one path-less operation with dotted and URN keys, real booleans. */
function flagOperations(changes: Change[], current: Resource): Operation[] {
  const operations: Operation[] = [];
  const plain: Resource = {};
  for (const { path, to } of changes) {
    const parsed = parsePath(path);
    if (to === undefined) operations.push({ op: "remove", path });
    else if (path === "active") operations.push({ op: "replace", path, value: to });
    else if (parsed.filter === undefined) plain[path] = to;
    else if (findElement(current, parsed) !== undefined) operations.push({ op: "replace", path, value: to });
    else addToNewElement(operations, parsed, to);
  }
  return Object.keys(plain).length > 0 ? [{ op: "replace", value: plain }, ...operations] : operations;
}

/** `{"op":"add","path":"addresses","value":[{…}]}`: the parts of one missing element travel in one operation. */
function addToNewElement(operations: Operation[], path: AttributePath, value: string | boolean): void {
  const { attribute, filter = { attribute: "type", value: "work" }, sub = "value" } = path;
  const key = filter.value === "True" ? true : filter.value;
  const earlier = operations.find((operation) => operation.op === "add" && operation.path === attribute);
  const elements = asResources(earlier?.value);
  const element = elements.find((candidate) => candidate[filter.attribute] === key);
  if (element !== undefined) element[sub] = value;
  else if (earlier !== undefined) earlier.value = [...elements, { [filter.attribute]: key, [sub]: value }];
  else operations.push({ op: "add", path: attribute, value: [{ [filter.attribute]: key, [sub]: value }] });
}

function pick<Value>(turn: number, [first, ...rest]: [Value, ...Value[]]): Value {
  return [first, ...rest][turn % (rest.length + 1)] ?? first;
}

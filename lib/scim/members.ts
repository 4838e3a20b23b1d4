import type { Operation } from "./apply.ts";
import { mutability, noTarget } from "./error.ts";
import type { Filter } from "./filter.ts";
import { isListOfNothing, isUnassigned, readElements } from "./value.ts";

/**
 * What a PATCH asks of a group's membership, by member ids, in order. The membership itself is never loaded: each change is one set
 * operation in the database. `replace` with no ids empties the group. `removeMatching` carries filters that are not plain ids, such as
 * `members[type eq "Group"]`.
 */
export type MemberChange = { kind: "add" | "remove" | "replace"; values: string[] } | { kind: "removeMatching"; filter: Filter };

/** The membership changes of one operation on `members`. Adding a member twice or removing a stranger is no error (decision 13). */
export function readMemberChanges({ op, path, filter, value }: Operation): MemberChange[] {
  // RFC 7643 §4.2: the sub-attributes of a member never change.
  if (path.sub) throw mutability(`members.${path.sub.name} cannot be changed; remove the member and add another.`);
  const ids = () => readIds(path, value);
  if (filter) return readSelected(op, filter, ids, value);
  switch (op) {
    case "add":
      return withoutEmpty({ kind: "add", values: ids() });
    case "replace":
      return replacing(ids(), value);
    case "remove":
      // Only an absent value means everybody; a list, even an empty one, means exactly those.
      return value === undefined || value === null
        ? [{ kind: "replace", values: [] }]
        : withoutEmpty({ kind: "remove", values: ids() });
  }
}

/** `members[value eq "…"]`. */
function readSelected(op: Operation["op"], filter: Filter, ids: () => string[], value: unknown): MemberChange[] {
  const selected = idsIn(filter);
  if (op === "remove" || isUnassigned(value))
    return [selected ? { kind: "remove", values: selected } : { kind: "removeMatching", filter }];
  if (!selected) throw noTarget("The filter of the path does not name members by their value.");
  const given = ids();
  return op === "add"
    ? [{ kind: "add", values: given }]
    : [
        { kind: "remove", values: selected },
        { kind: "add", values: given },
      ];
}

/** Only null and [] empty the group; a list of nothing but nulls comes from a mapping that found nobody. */
const replacing = (values: string[], value: unknown): MemberChange[] =>
  isListOfNothing(value) ? [] : [{ kind: "replace", values }];

const withoutEmpty = (change: { kind: "add" | "remove"; values: string[] }) => (change.values.length > 0 ? [change] : []);

function readIds(path: Operation["path"], value: unknown): string[] {
  const ids = (readElements(path, value, new Map()) ?? []).map((element) =>
    typeof element === "object" ? element.value : element,
  );
  return [...new Set(ids.filter((id) => typeof id === "string"))];
}

/** The ids that a filter selects, when it only compares `value` with eq, alone or joined by or. */
function idsIn(filter: Filter): string[] | undefined {
  if (filter.kind === "compare" && filter.op === "eq" && filter.path.sub?.name === "value") return [String(filter.value)];
  if (filter.kind !== "or") return undefined;
  const ids = filter.terms.map(idsIn);
  return ids.every((some) => some !== undefined) ? [...new Set(ids.flat())] : undefined;
}

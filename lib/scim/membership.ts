import type { MemberChange } from "./members.ts";

/** What the membership changes of one request come to: who is added, who is removed; `full`: everybody not added leaves. */
export type MembershipDelta = { add: string[]; remove: string[]; full: boolean };

export const noDelta: MembershipDelta = { add: [], remove: [], full: false };

/** Folds changes in their order into one delta: of add and remove of the same member the last one counts (RFC 7644 §3.5.2). */
export function foldChanges(changes: readonly Exclude<MemberChange, { kind: "removeMatching" }>[]): MembershipDelta {
  const add = new Set<string>();
  const remove = new Set<string>();
  let full = false;
  for (const { kind, values } of changes) {
    if (kind === "replace") {
      full = true;
      add.clear();
      remove.clear();
    }
    const [to, from] = kind === "remove" ? [remove, add] : [add, remove];
    for (const id of values) {
      to.add(id);
      from.delete(id);
    }
  }
  return { add: [...add], remove: full ? [] : [...remove], full };
}

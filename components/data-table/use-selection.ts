"use client";

import { useState } from "react";

/** These rows, also on other pages; or everything that matches, pages nobody looked at included. */
export type Selection = { kind: "some"; ids: readonly string[] } | { kind: "all"; except: readonly string[] };

export type SelectionState = {
  selection: Selection;
  /** How many rows are selected, of `total` that match. */
  count: number;
  has: (id: string) => boolean;
  set: (ids: readonly string[], selected: boolean) => void;
  selectAll: () => void;
  clear: () => void;
};

const nothing: Selection = { kind: "some", ids: [] };

/** What is selected in a table. `matching` names what is searched and filtered: with another one nothing is selected. */
export function useSelection(matching: string, total: number): SelectionState {
  const [kept, setKept] = useState<{ matching: string; selection: Selection }>({ matching, selection: nothing });
  const selection = kept.matching === matching ? kept.selection : nothing;
  const keep = (next: Selection) => setKept({ matching, selection: next });
  const listed = new Set(selection.kind === "some" ? selection.ids : selection.except);
  return {
    selection,
    count: selection.kind === "some" ? listed.size : Math.max(0, total - listed.size),
    has: (id) => listed.has(id) === (selection.kind === "some"),
    set: (ids, selected) => keep(changed(selection, ids, selected)),
    selectAll: () => keep({ kind: "all", except: [] }),
    clear: () => keep(nothing),
  };
}

function changed(selection: Selection, ids: readonly string[], selected: boolean): Selection {
  const list = (before: readonly string[], add: boolean) =>
    add ? [...new Set([...before, ...ids])] : before.filter((id) => !ids.includes(id));
  return selection.kind === "some"
    ? { kind: "some", ids: list(selection.ids, selected) }
    : { kind: "all", except: list(selection.except, !selected) };
}

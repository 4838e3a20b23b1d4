"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { formatCount, formatNumber } from "#components/ui/number.tsx";
import { t } from "#lib/text.ts";
import type { SelectionState } from "./use-selection.ts";

type SelectionBarProps = {
  state: SelectionState;
  total: number;
  noun: [string, string];
  /** Is every row of this page selected, so that the rest may be wanted too? */
  pageSelected: boolean;
  children: ReactNode;
};

/** Takes the toolbar's place while something is selected: how much, and what can be done with it. */
export function SelectionBar({ state, total, noun: [one, many], pageSelected, children }: SelectionBarProps) {
  const everything = state.count === total;
  return (
    <section
      aria-label={t("Selection")}
      className="flex min-h-9 flex-wrap items-center gap-2 rounded-control bg-accent-soft py-1 pr-1 pl-3"
    >
      <p role="status" className="mr-1 font-medium tabular-nums">
        {everything && total > 1
          ? t("All {rows} selected", { rows: formatCount(total, one, many) })
          : t("{rows} selected", { rows: formatCount(state.count, one, many) })}
      </p>
      {pageSelected && !everything && (
        <Button variant="ghost" size="sm" onClick={state.selectAll}>
          {t("Select all {total} that match", { total: formatNumber(total) })}
        </Button>
      )}
      <IconButton
        label={t("Clear selection")}
        icon={<X size={16} />}
        onClick={state.clear}
        className="ml-auto sm:order-last sm:ml-0"
      />
      <div className="flex w-full flex-wrap items-center gap-2 pb-1 sm:ml-auto sm:w-auto sm:pb-0">{children}</div>
    </section>
  );
}

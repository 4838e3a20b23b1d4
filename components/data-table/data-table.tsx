"use client";

import { type RowData, useTable } from "@tanstack/react-table";
import { type ReactNode, useRef } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ButtonLink } from "#components/ui/link.tsx";
import { Pager } from "#components/ui/pager.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { plural, t } from "#lib/text.ts";
import { cn } from "#lib/utils.ts";
import { Filters, type TableFilter } from "./filters.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { features, type TableColumn } from "./table-features.ts";
import { TableHead } from "./table-head.tsx";
import type { TableQuery } from "./table-query.ts";
import { TableRows } from "./table-rows.tsx";
import type { TableView } from "./table-view.ts";
import { useRowKeys } from "./use-row-keys.ts";
import { type SelectionState, useSelection } from "./use-selection.ts";
import { useTableUrl } from "./use-table-url.ts";

type DataTableProps<Row extends RowData> = {
  /** Names the table: "Users". */
  label: string;
  /** What a row is: ["person", "people"]. */
  noun: [string, string];
  /** Stable: defined outside the component. */
  columns: TableColumn<Row>[];
  rows: Row[];
  rowId: (row: Row) => string;
  rowHref?: (row: Row) => string;
  query: TableQuery;
  total: number;
  pageSize: number;
  /** Label of the search field; without one there is no search. */
  searchLabel?: string;
  filters?: readonly TableFilter[];
  /** What else stands beside the search field. */
  toolbar?: ReactNode;
  /** Which columns are shown and how close rows stand. */
  view?: TableView;
  /** Lets rows be selected: what one is called, and what can be done with those that are. */
  selecting?: { rowLabel: (row: Row) => string; actions: (state: SelectionState) => ReactNode };
  /** Shown when there is nothing at all, searched or not. */
  empty: ReactNode;
};

/** Rows that the server has searched, sorted and paged. */
export function DataTable<Row extends RowData>(props: DataTableProps<Row>) {
  const { label, noun, columns, rows, query, total, pageSize, searchLabel, filters, toolbar, view, selecting } = props;
  const region = useRef<HTMLDivElement>(null);
  const url = useTableUrl();
  useRowKeys(region);
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: props.rowId,
    manualSorting: true,
    enableSortingRemoval: false,
    state: {
      sorting: query.sort ? [{ id: query.sort.column, desc: query.sort.descending }] : [],
      columnVisibility: Object.fromEntries((view?.hidden ?? []).map((id) => [id, false])),
    },
  });

  const selection = useSelection(JSON.stringify([query.q, query.filters]), total);
  const ids = rows.map(props.rowId);
  const onPage = ids.filter(selection.has).length;

  const narrowed = query.q !== "" || Object.keys(query.filters).length > 0;
  if (total === 0 && !narrowed && !url.pending) return props.empty;

  const clear = Object.fromEntries(["q", ...Object.keys(query.filters)].map((key) => [key, undefined]));
  return (
    <div ref={region} className="grid gap-3">
      {selecting && selection.count > 0 ? (
        <SelectionBar state={selection} total={total} noun={noun} pageSelected={onPage === ids.length}>
          {selecting.actions(selection)}
        </SelectionBar>
      ) : (
        <div className="flex flex-wrap items-center gap-2 empty:hidden">
          {searchLabel && (
            <SearchField label={searchLabel} value={query.q} pending={url.pending} onSearch={(q) => url.replaceWith({ q })} />
          )}
          {filters && <Filters filters={filters} query={query} url={url} />}
          {toolbar}
        </div>
      )}
      <div className="@container -mx-3" aria-busy={url.pending}>
        <table className="w-full table-fixed border-separate border-spacing-0">
          <caption className="sr-only">{label}</caption>
          <TableHead
            table={table}
            url={url}
            selecting={
              selecting && {
                some: onPage > 0,
                all: ids.length > 0 && onPage === ids.length,
                set: (selected) => selection.set(ids, selected),
              }
            }
          />
          <TableRows
            table={table}
            rowHref={props.rowHref}
            compact={view?.density === "compact"}
            selecting={
              selecting && {
                has: selection.has,
                set: (id, selected) => selection.set([id], selected),
                label: selecting.rowLabel,
              }
            }
            className={cn("transition-opacity delay-150", url.pending && "opacity-55")}
          />
        </table>
        {total === 0 && (
          <EmptyState
            title={t("No {noun} match", { noun: plural(0, ...noun) })}
            action={
              <ButtonLink href={url.hrefWith(clear)} scroll={false}>
                {t("Clear search and filters")}
              </ButtonLink>
            }
          >
            {query.q && t("Nothing found for “{q}”.", { q: query.q })}
          </EmptyState>
        )}
      </div>
      {total > 0 && (
        <Pager
          page={query.page}
          pageSize={pageSize}
          total={total}
          noun={noun}
          hrefFor={(page) => url.hrefWith({ page: page === 1 ? undefined : String(page) })}
          onNavigate={url.go}
        />
      )}
    </div>
  );
}

"use client";

import type { Header, ReactTable, RowData } from "@tanstack/react-table";
import { ArrowDown, ArrowUp } from "lucide-react";
import NextLink from "next/link";
import { t } from "#lib/text.ts";
import { cn } from "#lib/utils.ts";
import { columnClass } from "./column-class.ts";
import { SelectBox } from "./select-box.tsx";
import type { features } from "./table-features.ts";
import type { TableUrl } from "./use-table-url.ts";

type Features = typeof features;

type TableHeadProps<Row extends RowData> = {
  table: ReactTable<Features, Row>;
  url: TableUrl;
  /** How much of this page is selected. */
  selecting?: { some: boolean; all: boolean; set: (selected: boolean) => void };
};

const headClass = "sticky top-0 z-10 h-9 border-line border-b bg-bg text-left font-medium text-muted text-sm";

export function TableHead<Row extends RowData>({ table, url, selecting }: TableHeadProps<Row>) {
  return (
    <thead>
      {table.getHeaderGroups().map((group) => (
        <tr key={group.id}>
          {selecting && (
            <th scope="col" className={cn(headClass, "w-9")}>
              <SelectBox
                label={t("Select all on this page")}
                checked={selecting.all}
                indeterminate={selecting.some && !selecting.all}
                onChange={(event) => selecting.set(event.target.checked)}
              />
            </th>
          )}
          {group.headers.map((header) => (
            <th
              key={header.id}
              scope="col"
              aria-sort={ariaSort(header)}
              className={cn(headClass, "px-3", header.column.columnDef.meta?.width, columnClass(header.column.columnDef.meta))}
            >
              {header.column.getCanSort() ? (
                <SortLink header={header} url={url}>
                  <table.FlexRender header={header} />
                </SortLink>
              ) : (
                <table.FlexRender header={header} />
              )}
            </th>
          ))}
        </tr>
      ))}
    </thead>
  );
}

type SortLinkProps<Row extends RowData> = { header: Header<Features, Row, unknown>; url: TableUrl; children: React.ReactNode };

/** A link, so that a sorted table can be opened in a new tab and works before scripts have loaded. */
function SortLink<Row extends RowData>({ header, url, children }: SortLinkProps<Row>) {
  const sorted = header.column.getIsSorted();
  const href = url.hrefWith({ sort: sorted === "asc" ? `-${header.column.id}` : header.column.id });
  return (
    <NextLink
      href={href}
      scroll={false}
      prefetch={false}
      onNavigate={(event) => {
        event.preventDefault();
        url.go(href);
      }}
      className={cn(
        "group flex w-fit max-w-full items-center gap-1 rounded-sm hover:text-text",
        sorted && "text-text",
        header.column.columnDef.meta?.align === "end" && "ml-auto flex-row-reverse",
      )}
    >
      <span className="truncate">{children}</span>
      {sorted === "desc" ? (
        <ArrowDown size={14} />
      ) : (
        <ArrowUp size={14} className={cn(!sorted && "opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60")} />
      )}
    </NextLink>
  );
}

function ariaSort<Row extends RowData>(header: Header<Features, Row, unknown>): "ascending" | "descending" | undefined {
  const sorted = header.column.getIsSorted();
  return sorted ? (sorted === "asc" ? "ascending" : "descending") : undefined;
}

"use client";

import type { Cell, ReactTable, RowData } from "@tanstack/react-table";
import { t } from "#lib/text.ts";
import { cn } from "#lib/utils.ts";
import { columnClass } from "./column-class.ts";
import { SelectBox } from "./select-box.tsx";
import type { features } from "./table-features.ts";

type Features = typeof features;
type TableRowsProps<Row extends RowData> = {
  table: ReactTable<Features, Row>;
  rowHref?: (row: Row) => string;
  compact?: boolean;
  selecting?: { has: (id: string) => boolean; set: (id: string, selected: boolean) => void; label: (row: Row) => string };
  className?: string;
};

export function TableRows<Row extends RowData>({ table, rowHref, compact, selecting, className }: TableRowsProps<Row>) {
  const cellClass = cn("border-line border-b", compact ? "h-9 py-1" : "h-11 py-2");
  return (
    <tbody className={className}>
      {table.getRowModel().rows.map((row) => {
        const href = rowHref?.(row.original);
        const selected = selecting?.has(row.id);
        return (
          <tr
            key={row.id}
            className={cn(
              "group/row",
              href && "cursor-pointer hover:bg-surface",
              selected && "bg-accent-soft hover:bg-accent-soft",
            )}
          >
            {selecting && (
              <td className={cn(cellClass, "py-0!")}>
                <SelectBox
                  label={t("Select {label}", { label: selecting.label(row.original) })}
                  checked={selected ?? false}
                  onChange={(event) => selecting.set(row.id, event.target.checked)}
                />
              </td>
            )}
            {row.getVisibleCells().map((cell) => (
              <td key={cell.id} className={cn(cellClass, "px-3", columnClass(cell.column.columnDef.meta))}>
                <CellContent table={table} cell={cell} href={href} />
              </td>
            ))}
          </tr>
        );
      })}
    </tbody>
  );
}

type CellContentProps<Row extends RowData> = {
  table: ReactTable<Features, Row>;
  cell: Cell<Features, Row, unknown>;
  href?: string;
};

function CellContent<Row extends RowData>({ table, cell, href }: CellContentProps<Row>) {
  const content = <table.FlexRender cell={cell} />;
  if (!href || !cell.column.columnDef.meta?.primary) return content;
  return (
    // one listener on the table follows them all: see useRowKeys
    <a href={href} data-row-link className="block min-w-0 rounded-sm font-medium group-hover/row:text-accent-text">
      {content}
    </a>
  );
}

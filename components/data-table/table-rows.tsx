"use client";

import type { Cell, ReactTable, RowData } from "@tanstack/react-table";
import NextLink from "next/link";
import { cn } from "#lib/utils.ts";
import { columnClass } from "./column-class.ts";
import type { features } from "./table-features.ts";

type Features = typeof features;
type TableRowsProps<Row extends RowData> = {
  table: ReactTable<Features, Row>;
  rowHref?: (row: Row) => string;
  className?: string;
};

export function TableRows<Row extends RowData>({ table, rowHref, className }: TableRowsProps<Row>) {
  return (
    <tbody className={className}>
      {table.getRowModel().rows.map((row) => {
        const href = rowHref?.(row.original);
        return (
          <tr key={row.id} className={cn("group/row", href && "cursor-pointer hover:bg-surface")}>
            {row.getVisibleCells().map((cell) => (
              <td key={cell.id} className={cn("h-11 border-line border-b px-3 py-2", columnClass(cell.column.columnDef.meta))}>
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
    <NextLink
      href={href}
      prefetch={false}
      data-row-link
      className="block min-w-0 rounded-sm font-medium group-hover/row:text-accent-text"
    >
      {content}
    </NextLink>
  );
}

import type { ReactNode } from "react";
import type { TableColumn } from "#components/data-table/table-features.ts";
import { Link } from "#components/ui/link.tsx";
import { t } from "#lib/text.ts";

/** A line of a result or of a file: whom it is about, and what is to say of it. */
export type LineRow = { number: number; label: string; userId?: string; message?: string };

/** The columns of lists of lines; one of them, with this header, says what came or would come of a line. */
export const lineColumns = <Row extends LineRow>(header: string, state: (row: Row) => ReactNode): TableColumn<Row>[] => [
  {
    id: "number",
    accessorKey: "number",
    header: t("Line"),
    enableSorting: false,
    meta: { align: "end", width: "w-20", hideBelow: "sm" },
  },
  {
    id: "label",
    accessorKey: "label",
    header: t("Person"),
    enableSorting: false,
    meta: { width: "@2xl:w-[32%]" },
    cell: ({ row: { original } }) => (
      <span className="grid min-w-0">
        {original.userId ? (
          <Link quiet href={`/users/${original.userId}`} prefetch={false} className="truncate font-medium">
            {original.label}
          </Link>
        ) : (
          <span className="truncate">{original.label}</span>
        )}
        {original.message && <span className="text-muted text-sm @2xl:hidden">{original.message}</span>}
      </span>
    ),
  },
  {
    id: "state",
    header,
    enableSorting: false,
    meta: { width: "w-32" },
    cell: ({ row }) => state(row.original),
  },
  {
    id: "message",
    accessorKey: "message",
    header: t("Message"),
    enableSorting: false,
    meta: { hideBelow: "md" },
    cell: ({ row }) => <span className="block text-pretty py-0.5 text-muted">{row.original.message}</span>,
  },
];

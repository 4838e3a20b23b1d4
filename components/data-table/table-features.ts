// TanStack Table belongs to what the product is built on (scripts/packages.test.ts): it stays, used as lightly as here.
import { type ColumnDef, columnVisibilityFeature, type RowData, rowSortingFeature, tableFeatures } from "@tanstack/react-table";

export type ColumnLook = {
  /** Numbers stand right. */
  align?: "end";
  /** Tailwind width of the column; columns without one share the rest. */
  width?: string;
  /** Left out where the table is narrower than this. */
  hideBelow?: "sm" | "md" | "lg";
  /** The cell that carries the row's link. */
  primary?: true;
};

/** SQL pages, sorts and filters; the table library only draws, so no row models are loaded. */
export const features = tableFeatures({ columnVisibilityFeature, rowSortingFeature, columnMeta: {} as ColumnLook });

// biome-ignore lint/suspicious/noExplicitAny: the library's own type for columns of different values in one array
export type TableColumn<Row extends RowData> = ColumnDef<typeof features, Row, any>;

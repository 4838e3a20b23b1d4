import { cn } from "#lib/utils.ts";
import type { ColumnLook } from "./table-features.ts";

const hide = {
  sm: "hidden @xl:table-cell",
  md: "hidden @2xl:table-cell",
  lg: "hidden @5xl:table-cell",
};

/** What head and cells of a column share. The breakpoints are the table's own width, not the window's. */
export function columnClass(look: ColumnLook | undefined): string {
  return cn(look?.align === "end" && "text-right tabular-nums", look?.hideBelow && hide[look.hideBelow]);
}

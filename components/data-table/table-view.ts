/** How somebody likes to see a table: kept in a cookie, so that the first answer of the server already looks like it. */
export type TableView = { hidden: readonly string[]; density: "normal" | "compact" };

export const viewCookie = (table: string) => `view-${table}`;

/** Reads the cookie; what makes no sense in it is left out. `hidden`: what nobody asked to see. */
export function parseTableView(cookie: string | undefined, { hidden }: { hidden: readonly string[] }): TableView {
  const [density, columns] = cookie?.split("~") ?? [];
  return {
    hidden: columns === undefined ? hidden : columns.split(".").filter((column) => /^\w+$/.test(column)),
    density: density === "compact" ? "compact" : "normal",
  };
}

export const formatTableView = ({ density, hidden }: TableView): string => `${density}~${hidden.join(".")}`;

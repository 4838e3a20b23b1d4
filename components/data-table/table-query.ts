import { withoutUnstorable } from "#lib/utils.ts";

/** What a table shows, as its URL says it: ?q=ann&sort=-name&page=2&status=waiting */
export type TableQuery = {
  q: string;
  sort?: { column: string; descending: boolean };
  page: number;
  filters: Record<string, string>;
};

type Params = Record<string, string | string[] | undefined>;

/** Reads a page's searchParams. What the table does not know, or what makes no sense, is left out rather than refused: links age. */
export function parseTableQuery(params: Params, knows: { sorts: readonly string[]; filters?: readonly string[] }): TableQuery {
  const sort = first(params.sort) ?? "";
  const column = sort.replace(/^-/, "");
  const page = Number(first(params.page));
  const filters: Record<string, string> = {};
  for (const key of knows.filters ?? []) {
    const value = first(params[key]);
    if (value) filters[key] = value;
  }
  return {
    q: (first(params.q) ?? "").trim(),
    sort: knows.sorts.includes(column) ? { column, descending: sort.startsWith("-") } : undefined,
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
    filters,
  };
}

/** Reads a page of a table. One that is beyond the last, because rows left or a link is old, becomes the last. */
export async function readExistingPage<Result extends { total: number }>(
  page: number,
  pageSize: number,
  read: (page: number) => Promise<Result>,
): Promise<Result & { page: number }> {
  const result = await read(page);
  const last = Math.max(1, Math.ceil(result.total / pageSize));
  return page <= last ? { ...result, page } : { ...(await read(last)), page: last };
}

/** The query string after some changes. Anything but another page starts at the first page again. */
export function changeParams(current: string, changes: Record<string, string | undefined>): string {
  const params = new URLSearchParams(current);
  if (!("page" in changes)) params.delete("page");
  for (const [key, value] of Object.entries(changes)) {
    if (value) params.set(key, value);
    else params.delete(key);
  }
  return params.toString();
}

function first(value: string | string[] | undefined): string | undefined {
  const text = Array.isArray(value) ? value[0] : value;
  return text && withoutUnstorable(text);
}

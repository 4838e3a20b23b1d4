import type { ListResult, ListQuery as RowQuery } from "../../db/list.ts";
import type { AttributeTables } from "../scim/attribute.ts";
import { invalidCount } from "../scim/error.ts";
import { parseFilter } from "../scim/filter.ts";
import { type ListQuery, type ListResponse, listResponse, resolveSortBy } from "../scim/list.ts";
import type { Call } from "./call.ts";
import { openCursor, sealCursor } from "./cursor.ts";
import { recallEnd, rememberEnd } from "./page-ends.ts";
import { type Answer, respond, respondJson } from "./respond.ts";

/** What a list asks the database for: its names resolved, its cursor opened. */
export function rowQuery(call: Call, query: ListQuery, type: AttributeTables): RowQuery {
  const { filter, sortBy, sortOrder, count } = query;
  return {
    filter: filter === undefined ? undefined : parseFilter(filter, type),
    sortBy: sortBy === undefined ? undefined : resolveSortBy(sortBy, type),
    sortOrder,
    count,
    page: pageOf(call, query, type),
    baseUrl: call.baseUrl,
  };
}

function pageOf(call: Call, query: ListQuery, type: AttributeTables): RowQuery["page"] {
  if (query.cursor === undefined) {
    const { startIndex, count } = query;
    return { kind: "index", startIndex, after: recallEnd(bindingOf(call, query, type), startIndex, count) };
  }
  // RFC 9865 §2: empty for the first page
  if (query.cursor === "") return { kind: "cursor", after: undefined };
  const { count, ...after } = openCursor(query.cursor, bindingOf(call, query, type), Date.now());
  if (count !== query.count) throw invalidCount(`count must stay ${count} on every page of a cursor.`);
  return { kind: "cursor", after };
}

/** A cursor is for the same list of the same configuration only (decision 19). */
const bindingOf = ({ caller }: Call, { filter, sortBy, sortOrder }: ListQuery, type: AttributeTables) => [
  caller.accountId,
  caller.configurationId,
  type.name,
  filter,
  sortBy,
  sortOrder,
];

type Page = Pick<ListResult<unknown>, "totalResults" | "end">;

/**
 * The answer to a list, whose rows come in batches that memory can hold once they are represented: sent in pieces, unless one
 * batch is all.
 */
export async function respondPage<Row>(
  call: Call,
  query: ListQuery,
  type: AttributeTables,
  { batches, ...page }: Page & { batches: readonly Row[][] },
  represent: (rows: readonly Row[]) => Promise<unknown[]>,
): Promise<Answer> {
  if (page.end && query.cursor === undefined)
    rememberEnd(bindingOf(call, query, type), query.startIndex + query.count, { ...page.end, totalResults: page.totalResults });
  const [first = [], ...others] = batches;
  const envelope = pageResponse(call, query, type, page, await represent(first));
  if (others.length === 0) return respond(200, envelope);

  async function* pieces() {
    // Resources is the last member of the envelope: here it is still open
    yield JSON.stringify({ ...envelope, itemsPerPage: batches.flat().length }).slice(0, -"]}".length);
    for (const batch of others) {
      const more = await represent(batch);
      yield more.map((resource) => `,${JSON.stringify(resource)}`).join("");
    }
    yield "]}";
  }
  return respondJson(200, pieces());
}

/** `startIndex` with index paging, `nextCursor` with cursor paging while more pages follow. */
function pageResponse(
  call: Call,
  query: ListQuery,
  type: AttributeTables,
  { totalResults, end }: Page,
  resources: unknown[],
): ListResponse {
  if (query.cursor === undefined) return listResponse({ resources, totalResults, startIndex: query.startIndex });
  const state = end && { ...end, totalResults, count: query.count };
  return listResponse({
    resources,
    totalResults,
    ...(state && { nextCursor: sealCursor(state, bindingOf(call, query, type), Date.now()) }),
  });
}

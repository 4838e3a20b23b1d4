import { type ActivityKind, activityKinds } from "../../lib/activity-words.ts";
import { isId } from "../../lib/ids.ts";
import { instantOf, sql } from "../client.ts";
import type { LicenseChange } from "../schema/activity.ts";
import type { Actor, Changes } from "./activity.ts";
import { findNames, type Names } from "./names.ts";
import type { Scope } from "./scope.ts";

/** What the log is asked for; everything that is given must hold. An id of nobody matches nothing. */
export type ActivityFilter = {
  /** A person, group, SCIM configuration, admin, pool: what happened to it, and which groups it joined and left. */
  about?: string | undefined;
  configurationId?: string | undefined;
  kind?: ActivityKind | undefined;
  /** Who did it: all of one sort, or one admin or SCIM configuration. */
  by?: { kind: Actor["kind"] } | { id: string } | undefined;
  from?: Date | undefined;
  /** Exclusive. */
  until?: Date | undefined;
};

/** A change, by whomever. */
export type ChangeEntry = {
  type: "change";
  id: string;
  at: Date;
  actorKind: Actor["kind"];
  actorId: string | null;
  action: string;
  subjectKind: string;
  subjectId: string | null;
  configurationId: string | null;
  changes: Changes;
  licenses: LicenseChange[];
};

/** A SCIM request that was refused, or answered but needs the admin's eye; it changed nothing. */
export type RequestEntry = {
  type: "request";
  id: string;
  at: Date;
  configurationId: string;
  method: string;
  path: string;
  status: number;
  scimType: string | null;
  detail: string | null;
  advice: string | null;
  refused: boolean;
};

export type LogEntry = ChangeEntry | RequestEntry;

/** Keyset paging by id: entries older than `before`, or the ones just newer than `after`, or the newest of all. */
export type LogPage = { before?: string | undefined; after?: string | undefined; limit: number };

type Row = {
  id: string;
  at: string;
  actor_kind: Actor["kind"] | null;
  actor_id: string | null;
  action: string | null;
  subject_kind: string | null;
  subject_id: string | null;
  configuration_id: string | null;
  changes: Changes | null;
  license: LicenseChange | LicenseChange[] | null;
  request: Omit<RequestEntry, "type" | "id" | "at" | "configurationId"> | null;
};

/**
 * The Activity log, newest first: changes and failed SCIM requests in one order, with the names of whatever they mention.
 * `older` and `newer` are the cursors of the pages around this one.
 */
export async function listActivityLog(
  scope: Scope,
  filter: ActivityFilter,
  page: LogPage,
): Promise<{ entries: LogEntry[]; names: Names; older: string | undefined; newer: string | undefined }> {
  const forward = page.after !== undefined && page.before === undefined;
  const found = await readEntries(scope, filter, { ...page, limit: page.limit + 1 });
  const more = found.length > page.limit;
  const entries = found.slice(0, page.limit);
  if (forward) entries.reverse();
  const [first, last] = [entries[0]?.id, entries.at(-1)?.id];
  return {
    entries,
    names: await findNames(scope, entries.flatMap(mentionedIds)),
    older: forward || more ? last : undefined,
    newer: forward ? (more ? first : undefined) : page.before && first,
  };
}

/** Every entry that matches, newest first, in batches that hold no connection between them: for an export of any length. */
export async function* eachActivity(
  scope: Scope,
  filter: ActivityFilter,
  batch = 500,
): AsyncGenerator<{ entries: LogEntry[]; names: Names }> {
  let before: string | undefined;
  do {
    const { entries, names, older } = await listActivityLog(scope, filter, { before, limit: batch });
    yield { entries, names };
    before = older;
  } while (before !== undefined);
}

async function readEntries(scope: Scope, filter: ActivityFilter, page: LogPage): Promise<LogEntry[]> {
  const asked = [filter.about, filter.configurationId, filter.by && "id" in filter.by ? filter.by.id : undefined];
  if (![...asked, page.before, page.after].every((id) => id === undefined || isId(id))) return [];
  const forward = page.after !== undefined && page.before === undefined;
  const order = forward ? sql()`order by id` : sql()`order by id desc`;
  const change = sql()`id, at, actor_kind, actor_id, action, subject_kind, subject_id, configuration_id, changes, license`;
  const changes = sql()`account_id = ${scope.accountId} ${within(filter, page)} ${changeConditions(filter)}`;
  const { about } = filter;
  // materialized: read by the index of members, of whom there are few, and not along all rows until enough are found
  const joined = sql()`
    with joined as materialized (
      select ${change} from activity
       where ${changes} and subject_kind = 'group'
         and changes -> 'members' @> jsonb_build_array(jsonb_build_object('ids', jsonb_build_array(${about ?? null}::text))))`;
  const rows = await sql()<Row[]>`
    ${about ? joined : nothing()}
    select * from (
      (select ${change}, null::jsonb as request from activity
        where ${changes} ${about ? sql()`and subject_id = ${about}` : nothing()}
        ${order} limit ${page.limit})
      ${about ? sql()`union all (select ${change}, null::jsonb from joined ${order} limit ${page.limit})` : nothing()}
      union all
      (select id, at, null, null, null, null, null, configuration_id, null, null,
              jsonb_build_object('method', method, 'path', path, 'status', status, 'scimType', scim_type, 'detail', detail,
                'advice', advice, 'refused', kind = 'failure')
         from scim_requests where account_id = ${scope.accountId} and kind in ('failure', 'warning')
          ${within(filter, page)} ${requestConditions(filter)}
         ${order} limit ${page.limit})
    ) entries ${order} limit ${page.limit}`;
  return rows.map(toEntry);
}

const nothing = () => sql()``;

/** What both kinds of entries have: an id that holds the time, and a configuration. */
function within({ configurationId, from, until }: ActivityFilter, { before, after }: LogPage) {
  return sql()`
    ${configurationId ? sql()`and configuration_id = ${configurationId}` : nothing()}
    ${from ? sql()`and id >= uuid7_floor(${from.toISOString()}::timestamptz)` : nothing()}
    ${until ? sql()`and id < uuid7_floor(${until.toISOString()}::timestamptz)` : nothing()}
    ${before ? sql()`and id < ${before}` : after ? sql()`and id > ${after}` : nothing()}`;
}

function changeConditions({ kind, by }: ActivityFilter) {
  return sql()`
    ${kind ? kindCondition(kind) : nothing()}
    ${by ? ("id" in by ? sql()`and actor_id = ${by.id}` : sql()`and actor_kind = ${by.kind}`) : nothing()}
    ${by && "kind" in by && by.kind !== "idp" ? sql()`and actor_kind <> 'idp'` : nothing()}`;
}

/** Licenses come with changes of people too. What an IdP never does is found by the index of what it did not do. */
function kindCondition(kind: ActivityKind) {
  const nouns = [...activityKinds[kind].nouns];
  const ofNoun = sql()`split_part(action, '.', 1) = any(${nouns})`;
  switch (kind) {
    case "licenses":
      return sql()`and (${ofNoun} or license is not null)`;
    case "configurations":
    case "admins":
      return sql()`and ${ofNoun} and actor_kind <> 'idp'`;
    default:
      return sql()`and ${ofNoun}`;
  }
}

/** Only identity providers make requests; one is about a person or group when its path names them. */
function requestConditions({ about, kind, by }: ActivityFilter) {
  const none = (kind !== undefined && kind !== "requests") || (by !== undefined && "kind" in by && by.kind !== "idp");
  if (none) return sql()`and false`;
  return sql()`
    ${about ? sql()`and (configuration_id = ${about} or position(${about} in path) > 0)` : nothing()}
    ${by && "id" in by ? sql()`and configuration_id = ${by.id}` : nothing()}`;
}

function toEntry(row: Row): LogEntry {
  const { id, request } = row;
  const at = instantOf(row.at);
  if (request) return { type: "request", id, at, configurationId: row.configuration_id ?? "", ...request };
  return {
    ...{ type: "change", id, at, actorKind: row.actor_kind ?? "system", actorId: row.actor_id, action: row.action ?? "" },
    ...{ subjectKind: row.subject_kind ?? "", subjectId: row.subject_id, configurationId: row.configuration_id },
    changes: row.changes ?? {},
    licenses: [row.license ?? []].flat(),
  };
}

/** Everything in an entry that may be somebody's id. */
function mentionedIds(entry: LogEntry): string[] {
  if (entry.type === "request") return [entry.configurationId];
  const { actorId, subjectId, configurationId, changes, licenses } = entry;
  const pools = licenses.flatMap(({ poolId, coveredBy }) => [poolId, coveredBy]);
  return [actorId, subjectId, configurationId, ...pools, ...Object.values(changes).flatMap(idsIn)].filter(
    (id) => typeof id === "string",
  );
}

/** Of many members only the first are ever named. */
const namedAtMost = 5;

function idsIn(value: unknown): string[] {
  if (typeof value === "string") return isId(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).slice(0, namedAtMost).flatMap(idsIn);
}

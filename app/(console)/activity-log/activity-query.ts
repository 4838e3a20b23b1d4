import type { ActivityFilter } from "#db/queries/activity-log.ts";
import { isActivityKind } from "#lib/activity-words.ts";
import { t } from "#lib/text.ts";
import { withoutUnstorable } from "#lib/utils.ts";

/** The addresses of the log: ?about=<id>&configuration=<id>&kind=people&by=admin&time=7d, or from and until instead of time. */
export const activityFilters = ["about", "configuration", "kind", "by", "time", "from", "until"] as const;

export type ActivityParams = Partial<Record<(typeof activityFilters)[number] | "before" | "after", string>>;

type SearchParams = Record<string, string | string[] | undefined> | URLSearchParams;

/** What of an address the log knows; a repeated parameter counts once. */
export function activityParams(search: SearchParams): ActivityParams {
  const read = (name: string) => {
    const value = search instanceof URLSearchParams ? search.get(name) : search[name];
    return (Array.isArray(value) ? value[0] : value) ?? "";
  };
  const entries = [...activityFilters, "before", "after"].map((name) => [name, withoutUnstorable(read(name)).slice(0, 100)]);
  return Object.fromEntries(entries.filter(([, value]) => value));
}

export const timeSpans = {
  "1h": t("Last hour"),
  "24h": t("Last 24 hours"),
  "7d": t("Last 7 days"),
  "30d": t("Last 30 days"),
} as const;

const hour = 3_600_000;
const spanMs: Record<string, number> = { "1h": hour, "24h": 24 * hour, "7d": 7 * 24 * hour, "30d": 30 * 24 * hour };

/** An address as a question. What makes no sense matches nobody rather than everybody, except a time that cannot be read. */
export function activityFilter(
  { about, configuration, kind, by, time, from, until }: ActivityParams,
  now: number,
): ActivityFilter {
  const span = spanMs[time ?? ""];
  return {
    about,
    configurationId: configuration,
    kind: isActivityKind(kind) ? kind : undefined,
    by: by === undefined ? undefined : by === "admin" || by === "idp" || by === "system" ? { kind: by } : { id: by },
    from: span === undefined ? instant(from) : new Date(now - span),
    until: span === undefined ? instant(until) : undefined,
  };
}

/** Years that a UUIDv7 can hold and Postgres can read. */
function instant(text: string | undefined): Date | undefined {
  const at = new Date(text ?? "");
  const year = at.getUTCFullYear();
  return year >= 1970 && year <= 9999 ? at : undefined;
}

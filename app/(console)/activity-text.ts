import type { Change } from "#components/ui/diff.tsx";
import { exactUtc } from "#components/ui/moment.ts";
import { formatNumber } from "#components/ui/number.tsx";
import type { ChangeEntry, LogEntry } from "#db/queries/activity-log.ts";
import type { Names } from "#db/queries/names.ts";
import { type ActivityTone, activityWords, goneName, licenseWords } from "#lib/activity-words.ts";
import { attributeLabel, valueText } from "#lib/attribute-label.ts";
import { t } from "#lib/text.ts";

/** An entry of the Activity log in plain words. */
export type ActivityText = {
  /** Whom or what it is about; `href` where there still is a page. */
  subject: { name: string; href: string | undefined; gone: boolean };
  says: string;
  tone: ActivityTone;
  by: { name: string; kind: "admin" | "idp" | "system" };
  changes: Change[];
  /** What to change in the identity provider. */
  advice: string | undefined;
  /** "PATCH /scim/v2/Users/… · 400 invalidPath" */
  request: string | undefined;
};

export function activityText(entry: LogEntry, names: Names): ActivityText {
  if (entry.type === "request") return requestText(entry, names);
  const { says, tone } = activityWords(entry.action);
  const licenses = entry.licenses.map((change) => licenseWords(change, nameOf(names, change.poolId, "pool").name));
  return {
    subject: subjectOf(entry, names),
    says: [says, ...licenses].join(" "),
    tone,
    by: actorOf(entry, names),
    changes: changesOf(entry, names),
    advice: undefined,
    request: undefined,
  };
}

function requestText(entry: Extract<LogEntry, { type: "request" }>, names: Names): ActivityText {
  const { configurationId, method, path, status, scimType, detail, advice, refused } = entry;
  const configuration = nameOf(names, configurationId, "configuration");
  return {
    subject: { ...configuration, href: configuration.gone ? undefined : `/settings/scim/${configurationId}` },
    says: `${refused ? t("Request refused") : t("Request answered in part")}: ${detail ?? t("The call failed.")}`,
    tone: refused ? "bad" : "warn",
    by: { name: configuration.name, kind: "idp" },
    changes: [],
    advice: advice ?? undefined,
    request: `${method} ${path} · ${status}${scimType ? ` ${scimType}` : ""}`,
  };
}

const nameOf = (names: Names, id: string | null, kind: string) =>
  (id === null ? undefined : names.get(id)) ?? { name: goneName(kind), gone: true };

function subjectOf({ subjectKind, subjectId, configurationId }: ChangeEntry, names: Names): ActivityText["subject"] {
  const { name, gone } = nameOf(names, subjectId, subjectKind);
  return { name, gone, href: gone ? undefined : hrefOf(subjectKind, subjectId, configurationId) };
}

function hrefOf(kind: string, id: string | null, configurationId: string | null): string | undefined {
  switch (kind) {
    case "user":
      return `/users/${id}`;
    case "group":
      return `/groups/${id}`;
    case "configuration":
    case "token":
      return configurationId === null ? undefined : `/settings/scim/${configurationId}`;
    case "pool":
    case "mass_leave":
      return "/licenses";
    case "admin":
      return "/admins";
    case "account":
      return "/settings";
    default:
      return undefined;
  }
}

function actorOf({ actorKind, actorId }: ChangeEntry, names: Names): ActivityText["by"] {
  if (actorKind === "system") return { name: t("Account Center"), kind: "system" };
  return { name: nameOf(names, actorId, actorKind === "idp" ? "configuration" : "admin").name, kind: actorKind };
}

/** What is new had nothing before, nor had what was only tried. */
const hasNoBefore = /\.(created|sso_refused|sso_refusals_full)$/;

/** Attribute by attribute, before → after; ids as the names that they stand for. */
const changesOf = ({ action, changes }: ChangeEntry, names: Names): Change[] =>
  Object.entries(changes).flatMap(([path, [before, after]]): Change[] => {
    if (isManyIds(before) || isManyIds(after))
      return [...manyNames(t("Added"), after, names), ...manyNames(t("Removed"), before, names)];
    const change = { label: attributeLabel(path), before: textOf(path, before, names), after: textOf(path, after, names) };
    const { label, after: value } = change;
    return hasNoBefore.test(action) && value !== undefined ? [{ label, value }] : [change];
  });

const roles: Record<string, string> = { full: t("Full admin"), sub: t("Sub admin") };
const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function textOf(path: string, value: unknown, names: Names): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "string") {
    if (path === "role") return roles[value] ?? value;
    return names.get(value)?.name ?? (isoInstant.test(value) ? exactUtc(new Date(value)) : value);
  }
  return valueText(value);
}

/** One side of a membership change: how many, and the first hundred. */
type ManyIds = { count: number; ids: string[] };

const isManyIds = (value: unknown): value is ManyIds =>
  typeof value === "object" && value !== null && "count" in value && "ids" in value && Array.isArray(value.ids);

function manyNames(label: string, many: unknown, names: Names): Change[] {
  if (!isManyIds(many)) return [];
  const shown = many.ids.slice(0, 5).map((id) => names.get(id)?.name ?? goneName("user"));
  const others = many.count - shown.length;
  return [
    {
      label,
      value:
        others > 0 ? t("{shown} and {others} more", { shown: shown.join(", "), others: formatNumber(others) }) : shown.join(", "),
    },
  ];
}

import { formatCount, formatNumber } from "#components/ui/number.tsx";
import type { ExpiringToken } from "#db/queries/attention.ts";
import type { MassLeave } from "#db/queries/mass-leaves.ts";
import { t } from "#lib/text.ts";
import { type Pool, poolName } from "../pool.ts";
import type { Configuration } from "../settings/scim/configurations-table.tsx";

/** What needs somebody, with its one next step. */
export type AttentionItem = {
  id: string;
  tone: "bad" | "warn" | "info";
  title: string;
  text: string;
  /** A moment that the text ends with. */
  at?: string;
  action: { label: string; href: string };
};

type Facts = {
  /** `failed`: calls within the last 24 hours. */
  configurations: readonly (Configuration & { failed: number })[];
  expiring: readonly ExpiringToken[];
  pools: readonly Pool[];
  massLeave: Pick<MassLeave, "people" | "trippedAt"> | undefined;
};

const order = { bad: 0, warn: 1, info: 2 };

/** Everything that needs attention, the worst first. Another source of trouble is another line here. */
export const attentionItems = ({ configurations, expiring, pools, massLeave }: Facts): AttentionItem[] =>
  [
    ...(massLeave ? [massLeaveItem(massLeave)] : []),
    ...configurations.flatMap(configurationItem),
    ...expiring.map(expiringItem),
    ...pools.flatMap(poolItem),
  ].toSorted((one, other) => order[one.tone] - order[other.tone]);

const massLeaveItem = ({ people, trippedAt }: Pick<MassLeave, "people" | "trippedAt">): AttentionItem => ({
  id: "mass-leave",
  tone: "bad",
  title: t("{people} left within an hour", { people: formatCount(people, "person", "people") }),
  text: t("Their licenses are held back until an admin restores them or lets them go. Since"),
  at: trippedAt.toISOString(),
  action: { label: t("Decide"), href: "/licenses" },
});

function configurationItem({ id, name, health, tokens, failed }: Facts["configurations"][number]): AttentionItem[] {
  const at = { id: `configuration ${id}`, action: { label: t("See what to change"), href: `/settings/scim/${id}` } };
  if (tokens === 0)
    return [
      {
        ...{ ...at, tone: "bad", title: t("{name} has no access token that works", { name }) },
        text: t("Your identity provider is refused until it gets a new one."),
        action: { label: t("Reissue token"), href: `/settings/scim/${id}` },
      },
    ];
  switch (health) {
    case "refused":
      return [
        {
          ...at,
          tone: "bad",
          title: t("Calls of {name} are refused", { name }),
          text: t("The newest connection test did not pass."),
        },
      ];
    case "paused":
      return [
        {
          ...{ ...at, tone: "warn", title: t("{name} is paused", { name }) },
          text: t("Nothing of your identity provider arrives until it is resumed."),
          action: { label: t("Resume"), href: `/settings/scim/${id}` },
        },
      ];
    default:
      if (failed === 0) return [];
      return [
        {
          ...{ ...at, tone: "warn", title: t("{calls} of {name} failed", { calls: formatCount(failed, "call", "calls"), name }) },
          text: t("Within the last 24 hours. Each says what to change in your identity provider."),
        },
      ];
  }
}

const expiringItem = ({ configurationId, configurationName, expiresAt }: ExpiringToken): AttentionItem => ({
  id: `token ${configurationId}`,
  tone: expiresAt.getTime() - Date.now() < 7 * 86_400_000 ? "bad" : "warn",
  title: t("The access token of {configurationName} expires soon", { configurationName }),
  text: t("Reissue it in time: the old one goes on working for an overlap that you choose. It expires"),
  at: expiresAt.toISOString(),
  action: { label: t("Reissue token"), href: `/settings/scim/${configurationId}` },
});

function poolItem(pool: Pool): AttentionItem[] {
  const { id, waiting, total, available } = pool;
  const name = poolName(pool);
  if (waiting > 0)
    return [
      {
        ...{
          id: `waiting ${id}`,
          tone: "warn",
          title: t("{people} for {name}", { people: formatCount(waiting, "person waits", "people wait"), name }),
        },
        text: t("All {total} licenses are taken. The next free one goes to who asked first.", { total: formatNumber(total) }),
        action: { label: t("See who waits"), href: `/users?${new URLSearchParams({ license: id, status: "waiting" })}` },
      },
    ];
  if (total > 0 && available <= 0)
    return [
      {
        ...{ id: `full ${id}`, tone: "info", title: t("{name} is full", { name }) },
        text: t("All {total} licenses are taken. Whoever comes next waits.", { total: formatNumber(total) }),
        action: { label: t("See who has one"), href: `/users?${new URLSearchParams({ license: id })}` },
      },
    ];
  return [];
}

import { formatCount, formatNumber } from "#components/ui/number.tsx";
import { t } from "#lib/text.ts";
import type { Pool } from "../pool.ts";

export type BulkKind =
  | "people.assign_license"
  | "people.return_license"
  | "people.resend_invitation"
  | "people.add_to_group"
  | "people.remove_from_group"
  | "people.suspend"
  | "people.unsuspend"
  | "people.remove";

type Words = {
  title: (people: string) => string;
  /** The verb of the button. */
  verb: string;
  /** What else has to be chosen. */
  asks?: "pool" | "group";
  danger?: true;
  consequence: (count: number, pool: Pool | undefined) => string;
};

const people = (count: number) => formatCount(count, "person", "people");

export const bulkWords: Record<BulkKind, Words> = {
  "people.assign_license": {
    title: (who) => t("Assign a license to {who}", { who }),
    verb: t("Assign license"),
    asks: "pool",
    consequence: (count, pool) => {
      if (!pool) return t("Each gets a license, first come, first served by name; when none is left the others wait.");
      if (count <= pool.available) return t("Each gets a license now, and an invitation. Who has one already keeps it.");
      return t("{available} of {total} are available. The first by name get them, the others wait in the line.", {
        available: formatNumber(pool.available),
        total: formatNumber(pool.total),
      });
    },
  },
  "people.return_license": {
    title: (who) => t("Return the license of {who}", { who }),
    verb: t("Return license"),
    asks: "pool",
    danger: true,
    consequence: (count) =>
      t(
        "{people} lose the license now, if they have it, and it passes to who waits. Groups and configurations do not give it back by themselves.",
        { people: people(count) },
      ),
  },
  "people.resend_invitation": {
    title: (who) => t("Resend the invitation of {who}", { who }),
    verb: t("Resend invitation"),
    asks: "pool",
    consequence: () => t("Who is invited and has not activated gets a new link. Links sent before stop working."),
  },
  "people.add_to_group": {
    title: (who) => t("Add {who} to a group", { who }),
    verb: t("Add to group"),
    asks: "group",
    consequence: () =>
      t("License rules of the group apply at once. In a group of your identity provider they are marked as added here."),
  },
  "people.remove_from_group": {
    title: (who) => t("Remove {who} from a group", { who }),
    verb: t("Remove from group"),
    asks: "group",
    consequence: () => t("What only this group gave them returns. Whom your identity provider put into the group stays."),
  },
  "people.suspend": {
    title: (who) => t("Suspend {who}?", { who }),
    verb: t("Suspend"),
    danger: true,
    consequence: (count) =>
      t(
        "{people} become inactive here and their licenses return, whatever your identity provider says. It goes on reading its own values.",
        { people: people(count) },
      ),
  },
  "people.unsuspend": {
    title: (who) => t("Lift the suspension of {who}?", { who }),
    verb: t("Lift suspension"),
    consequence: () =>
      t("They are active again where your identity provider or an admin says so, and ask for their licenses again."),
  },
  "people.remove": {
    title: (who) => t("Remove {who}?", { who }),
    verb: t("Remove"),
    danger: true,
    consequence: (count) =>
      t(
        "{people} lose their licenses and groups now and leave Users; for 30 days they can be restored. Whom your identity provider keeps stays: suspend them instead.",
        { people: people(count) },
      ),
  },
};

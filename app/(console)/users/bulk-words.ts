import { formatCount, formatNumber } from "#components/ui/number.tsx";
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
    title: (who) => `Assign a license to ${who}`,
    verb: "Assign license",
    asks: "pool",
    consequence: (count, pool) => {
      if (!pool) return "Each gets a license, first come, first served by name; when none is left the others wait.";
      if (count <= pool.available) return "Each gets a license now, and an invitation. Who has one already keeps it.";
      return `${formatNumber(pool.available)} of ${formatNumber(pool.total)} are available. The first by name get them, the others wait in the line.`;
    },
  },
  "people.return_license": {
    title: (who) => `Return the license of ${who}`,
    verb: "Return license",
    asks: "pool",
    danger: true,
    consequence: (count) =>
      `${people(count)} lose the license now, if they have it, and it passes to who waits. Groups and configurations do not give it back by themselves.`,
  },
  "people.resend_invitation": {
    title: (who) => `Resend the invitation of ${who}`,
    verb: "Resend invitation",
    asks: "pool",
    consequence: () => "Who is invited and has not activated gets a new link. Links sent before stop working.",
  },
  "people.add_to_group": {
    title: (who) => `Add ${who} to a group`,
    verb: "Add to group",
    asks: "group",
    consequence: () =>
      "License rules of the group apply at once. In a group of your identity provider they are marked as added here.",
  },
  "people.remove_from_group": {
    title: (who) => `Remove ${who} from a group`,
    verb: "Remove from group",
    asks: "group",
    consequence: () => "What only this group gave them returns. Whom your identity provider put into the group stays.",
  },
  "people.suspend": {
    title: (who) => `Suspend ${who}?`,
    verb: "Suspend",
    danger: true,
    consequence: (count) =>
      `${people(count)} become inactive here and their licenses return, whatever your identity provider says. It goes on reading its own values.`,
  },
  "people.unsuspend": {
    title: (who) => `Lift the suspension of ${who}?`,
    verb: "Lift suspension",
    consequence: () =>
      "They are active again where your identity provider or an admin says so, and ask for their licenses again.",
  },
  "people.remove": {
    title: (who) => `Remove ${who}?`,
    verb: "Remove",
    danger: true,
    consequence: (count) =>
      `${people(count)} lose their licenses and groups now and leave Users; for 30 days they can be restored. Whom your identity provider keeps stays: suspend them instead.`,
  },
};

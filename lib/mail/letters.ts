import { invitationDays } from "../invitations.ts";
import { type Letter, letter } from "./letter.ts";

const count = (value: number, one: string, many: string) => `${value.toLocaleString("en-US")} ${value === 1 ? one : many}`;

type InvitationFacts = { organization: string; person: string; license: string; url: string };

/** To a member: what was assigned, and the link that activates it. */
export const invitationLetter = ({ organization, person, license, url }: InvitationFacts): Letter =>
  letter({
    subject: `Activate your ${license} license`,
    paragraphs: [`Hello ${person},`, `${organization} has assigned a ${license} license to you. Activate it to start using it.`],
    link: { label: "Activate", url },
    footer: `The link is for you alone and works for ${invitationDays} days. If you expected no invitation, ignore this e-mail.`,
  });

type AdminInvitationFacts = {
  organization: string;
  inviter: string | undefined;
  role: "full" | "sub";
  expiresAt: Date;
  url: string;
};

const until = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
const roles = {
  full: { name: "Full admin", may: "A Full admin changes everything." },
  sub: { name: "Sub admin", may: "A Sub admin sees and exports." },
};

const invited = (inviter: string | undefined) => (inviter ? `${inviter} invites you` : "You are invited");

/** To somebody who is asked to become an admin: by whom, of what, and until when. */
export const adminInvitationLetter = ({ organization, inviter, role, expiresAt, url }: AdminInvitationFacts): Letter =>
  letter({
    subject: `${invited(inviter)} to administer ${organization}`,
    paragraphs: [
      `${invited(inviter)} to become a ${roles[role].name} of ${organization} in Account Center. ${roles[role].may}`,
      `The link works once, until ${until.format(expiresAt)} UTC.`,
    ],
    link: { label: "Accept invitation", url },
    footer: "The link is for you alone: do not pass it on. If you expected no invitation, ignore this e-mail.",
  });

type FailureFacts = {
  organization: string;
  configuration: string;
  total: number;
  /** What to change in the IdP, and how often it was needed. */
  causes: readonly { advice: string; count: number }[];
  url: string;
};

/** To the notification address: what failed since the last such e-mail. */
export const failuresLetter = ({ organization, configuration, total, causes, url }: FailureFacts): Letter =>
  letter({
    subject: `${configuration}: ${count(total, "provisioning request", "provisioning requests")} failed`,
    paragraphs: [
      `Your identity provider sent ${count(total, "request", "requests")} for ${organization} that could not be done:`,
      ...causes.map(({ advice, count: times }) => `${count(times, "time", "times")}: ${advice}`),
    ],
    link: { label: "See what failed", url },
    footer: `You receive at most one such e-mail an hour, because this is the notification email of the SCIM configuration ${configuration}.`,
  });

type MassLeaveFacts = { organization: string; people: number; held: number; configurations: readonly string[]; url: string };

/** To every notification address: many people left at once. */
export const massLeaveLetter = ({ organization, people, held, configurations, url }: MassLeaveFacts): Letter =>
  letter({
    subject: `${organization}: ${count(people, "person", "people")} became inactive within an hour`,
    paragraphs: [
      `${configurations.join(" and ") || "Your identity provider"} made ${count(people, "person", "people")} inactive within an hour. Their access is removed, as your identity provider asked.`,
      `${count(held, "license is", "licenses are")} held back from the waiting line until a Full admin decides: restore everybody as they were, or release the licenses.`,
    ],
    link: { label: "Decide", url },
    footer: "You receive this because yours is the notification email of a SCIM configuration.",
  });

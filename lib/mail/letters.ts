import { invitationDays } from "../invitations.ts";
import { list, messages, plural, t } from "../text.ts";
import { type Letter, letter } from "./letter.ts";

const count = (value: number, one: string, many: string) =>
  t("{count} {noun}", { count: value.toLocaleString(messages().language), noun: plural(value, one, many) });

type InvitationFacts = { organization: string; person: string; license: string; url: string };

/** To a member: what was assigned, and the link that activates it. */
export const invitationLetter = ({ organization, person, license, url }: InvitationFacts): Letter =>
  letter({
    subject: t("Activate your {license} license", { license }),
    paragraphs: [
      t("Hello {person},", { person }),
      t("{organization} has assigned a {license} license to you. Activate it to start using it.", { organization, license }),
    ],
    link: { label: t("Activate"), url },
    footer: t(
      "The link is for you alone and works for {invitationDays} days. If you expected no invitation, ignore this e-mail.",
      { invitationDays },
    ),
  });

type AdminInvitationFacts = {
  organization: string;
  inviter: string | undefined;
  role: "full" | "sub";
  expiresAt: Date;
  url: string;
};

const until = new Intl.DateTimeFormat(messages().language, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
const roles = {
  full: { name: t("Full admin"), may: t("A Full admin changes everything.") },
  sub: { name: t("Sub admin"), may: t("A Sub admin sees and exports.") },
};

const invited = (inviter: string | undefined) => (inviter ? t("{inviter} invites you", { inviter }) : t("You are invited"));

/** To somebody who is asked to become an admin: by whom, of what, and until when. */
export const adminInvitationLetter = ({ organization, inviter, role, expiresAt, url }: AdminInvitationFacts): Letter =>
  letter({
    subject: t("{invited} to administer {organization}", { invited: invited(inviter), organization }),
    paragraphs: [
      t("{invited} to become a {name} of {organization} in Account Center. {may}", {
        invited: invited(inviter),
        name: roles[role].name,
        organization,
        may: roles[role].may,
      }),
      t("The link works once, until {time} UTC.", { time: until.format(expiresAt) }),
    ],
    link: { label: t("Accept invitation"), url },
    footer: t("The link is for you alone: do not pass it on. If you expected no invitation, ignore this e-mail."),
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
    subject: t("{configuration}: {count} failed", {
      configuration,
      count: count(total, "provisioning request", "provisioning requests"),
    }),
    paragraphs: [
      t("Your identity provider sent {count} for {organization} that could not be done:", {
        count: count(total, "request", "requests"),
        organization,
      }),
      ...causes.map(({ advice, count: times }) => `${count(times, "time", "times")}: ${advice}`),
    ],
    link: { label: t("See what failed"), url },
    footer: t(
      "You receive at most one such e-mail an hour, because this is the notification email of the SCIM configuration {configuration}.",
      { configuration },
    ),
  });

type MassLeaveFacts = { organization: string; people: number; held: number; configurations: readonly string[]; url: string };

/** To every notification address: many people left at once. */
export const massLeaveLetter = ({ organization, people, held, configurations, url }: MassLeaveFacts): Letter =>
  letter({
    subject: t("{organization}: {count} became inactive within an hour", {
      organization,
      count: count(people, "person", "people"),
    }),
    paragraphs: [
      t("{configurations} made {count} inactive within an hour. Their access is removed, as your identity provider asked.", {
        configurations: list(configurations) || t("Your identity provider"),
        count: count(people, "person", "people"),
      }),
      t(
        "{count} held back from the waiting line until a Full admin decides: restore everybody as they were, or release the licenses.",
        { count: count(held, "license is", "licenses are") },
      ),
    ],
    link: { label: t("Decide"), url },
    footer: t("You receive this because yours is the notification email of a SCIM configuration."),
  });

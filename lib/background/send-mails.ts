import {
  findNotificationAddresses,
  findOpenAdminInvitation,
  findUnsentInvitation,
  findUntoldFailures,
} from "../../db/queries/mail-facts.ts";
import { type DueMail, dropMail, markMailSent, putOffMail, queueMails, takeDueMails } from "../../db/queries/mails.ts";
import { findOpenMassLeave } from "../../db/queries/mass-leaves.ts";
import { adminInvitationPath } from "../admin-invitation-link.ts";
import { invitationPath } from "../invitations.ts";
import { log } from "../log.ts";
import type { Letter } from "../mail/letter.ts";
import { adminInvitationLetter, failuresLetter, invitationLetter, massLeaveLetter } from "../mail/letters.ts";
import { explainMailError, isMailAddress, sendMail } from "../mail/transport.ts";
import { publicOrigin } from "../origin.ts";
import { t } from "../text.ts";

/** As many a second as a mail server of modest size takes from a stranger. */
export const mailsPerSecond = 10;

type Told = { letter: Letter; to: readonly string[]; until: Date };

/** Sends what is due, one second's worth. `serverFails`: the mail server does not work, so it is no use to go on at once. */
export async function sendDueMails(stop?: AbortSignal): Promise<{ sent: number; serverFails: boolean }> {
  await queueMails();
  let sent = 0;
  let down: string | undefined;
  for (const mail of await takeDueMails(mailsPerSecond)) {
    if (stop?.aborted) break; // whoever comes next tries it when our time for it is over
    if (down !== undefined) {
      await putOffMail(mail, down);
      continue;
    }
    const outcome = await tell(mail);
    if (outcome.kind === "sent") sent++;
    if (outcome.kind === "failed" && outcome.serverFails) down = outcome.sentence;
  }
  return { sent, serverFails: down !== undefined };
}

type Outcome = { kind: "sent" } | { kind: "dropped" } | { kind: "failed"; sentence: string; serverFails: boolean };

async function tell(mail: DueMail): Promise<Outcome> {
  const told = await toldBy(mail);
  if (!told) {
    await dropMail(mail);
    return { kind: "dropped" };
  }
  const to = told.to.filter(isMailAddress);
  if (to.length === 0) return fail(mail, { sentence: t("There is no usable email address."), serverFails: false });
  try {
    for (const address of to) await sendMail({ ...told.letter, to: address });
  } catch (error) {
    return fail(mail, explainMailError(error));
  }
  await markMailSent(mail, told.until);
  return { kind: "sent" };
}

async function fail(mail: DueMail, refusal: { sentence: string; serverFails: boolean }): Promise<Outcome> {
  const { accountId, kind, aboutId, userId, attempts } = mail;
  const again = await putOffMail(mail, refusal.sentence);
  log().warn({ accountId, kind, aboutId, userId, attempts: attempts + 1, again }, `an e-mail was not sent: ${refusal.sentence}`);
  return { kind: "failed", ...refusal };
}

function toldBy(mail: DueMail): Promise<Told | undefined> {
  switch (mail.kind) {
    case "invitation":
      return invitation(mail);
    case "failures":
      return failures(mail);
    case "mass_leave":
      return massLeave(mail);
    case "admin_invitation":
      return adminInvitation(mail);
  }
}

async function adminInvitation({ accountId, aboutId: id }: DueMail): Promise<Told | undefined> {
  const facts = await findOpenAdminInvitation({ accountId }, id);
  if (!facts) return undefined;
  const url = publicOrigin() + (await adminInvitationPath({ accountId, id }, facts.expiresAt));
  return { letter: adminInvitationLetter({ ...facts, url }), to: [facts.email], until: new Date() };
}

async function invitation({ accountId, poolId = "", userId = "", aboutId }: DueMail): Promise<Told | undefined> {
  const ids = { accountId, poolId, userId, invitationId: aboutId };
  const facts = await findUnsentInvitation(ids, ids);
  if (!facts) return undefined;
  const { instanceName, licenseType, email } = facts;
  const license = instanceName === licenseType ? instanceName : `${instanceName} ${licenseType}`;
  const url = publicOrigin() + (await invitationPath(ids, facts.invitedAt));
  return { letter: invitationLetter({ ...facts, license, url }), to: email ? [email] : [], until: new Date() };
}

async function failures(mail: DueMail): Promise<Told | undefined> {
  const facts = await findUntoldFailures(mail, mail.aboutId);
  if (!facts) return undefined;
  const url = `${publicOrigin()}/settings/scim/${mail.aboutId}`;
  return { letter: failuresLetter({ ...facts, url }), to: [facts.email], until: facts.until };
}

async function massLeave(mail: DueMail): Promise<Told | undefined> {
  const [leave, { organization, emails }] = await Promise.all([findOpenMassLeave(mail), findNotificationAddresses(mail)]);
  if (leave?.id !== mail.aboutId || emails.length === 0) return undefined;
  const letter = massLeaveLetter({ ...leave, organization, url: `${publicOrigin()}/licenses` });
  return { letter, to: emails, until: new Date() };
}

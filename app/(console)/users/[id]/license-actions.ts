"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { invitationLink } from "#db/queries/invitations.ts";
import { assignLicense, liftExclusion, moveToFront, resendInvitation, returnLicense } from "#db/queries/license-changes.ts";
import { adminAction } from "#lib/admin-action.ts";
import type { CurrentAdmin } from "#lib/auth.ts";
import { AppError } from "#lib/errors.ts";
import { formOf } from "#lib/form-data.ts";
import { isId } from "#lib/ids.ts";
import { t } from "#lib/text.ts";

const ids = {
  person: z.string().refine(isId, t("This person does not exist any more.")),
  pool: z.string(t("Choose a license.")).refine(isId, t("This license does not exist any more.")),
};

type License = { person: string; pool: string };

const changed = () => revalidatePath("/users/[id]", "page");

/** An action on one license of one person that a button calls. */
const onLicense = (fn: (admin: CurrentAdmin, license: License) => Promise<void>) => {
  const act = adminAction({ role: "full", schema: z.object(ids) }, async (admin, license): Promise<void> => {
    await fn(admin, license);
    changed();
  });
  return (person: string, pool: string) => act({ ok: false }, formOf({ person, pool }));
};

const stale = () => new AppError("conflict", t("This license is not as it was any more. Reload the page."));

const resend = onLicense(async (admin, { person, pool }) => {
  if ((await resendInvitation(admin, admin.actor, pool, [person])) === 0) throw stale();
});
const toFront = onLicense((admin, { person, pool }) => moveToFront(admin, admin.actor, pool, person));
const lift = onLicense((admin, { person, pool }) => liftExclusion(admin, admin.actor, pool, person));

export const resendInvitationAction = async (person: string, pool: string) => resend(person, pool);
export const moveToFrontAction = async (person: string, pool: string) => toFront(person, pool);
export const liftExclusionAction = async (person: string, pool: string) => lift(person, pool);

/** Assigns a license to one person, or puts them in its line. */
export const assignLicenseAction = adminAction(
  { role: "full", schema: z.object(ids) },
  async (admin, { person, pool }): Promise<void> => {
    const people = await assignLicense(admin, admin.actor, pool, [person]);
    if (people === 0) throw new AppError("not_found", t("This person does not exist any more."));
    changed();
  },
);

const why = z.string().max(500, t("Use at most 500 characters.")).optional();

/** Takes a license, or a place in its line, back. */
export const returnLicenseAction = adminAction(
  { role: "full", schema: z.object({ ...ids, why }) },
  async (admin, { person, pool, why }): Promise<void> => {
    if ((await returnLicense(admin, admin.actor, pool, [person], why)) === 0) throw stale();
    changed();
  },
);

const link = adminAction({ role: "full", schema: z.object(ids) }, async (admin, { person, pool }) => ({
  path: await invitationLink(admin, pool, person),
}));

/** The path of the link by which a person activates a license. */
export const invitationLinkAction = async (person: string, pool: string) => link({ ok: false }, formOf({ person, pool }));

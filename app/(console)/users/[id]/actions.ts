"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { addMembers } from "#db/queries/group-changes.ts";
import { listGroupCandidates } from "#db/queries/group-profiles.ts";
import { removePeople, updatePerson } from "#db/queries/people.ts";
import { restorePerson, suspendPeople, unsuspendPeople } from "#db/queries/people-states.ts";
import { adminAction } from "#lib/admin-action.ts";
import type { CurrentAdmin } from "#lib/auth.ts";
import { AppError } from "#lib/errors.ts";
import { formOf, several } from "#lib/form-data.ts";
import { isId } from "#lib/ids.ts";
import { type PersonKey, type PersonValues, personFields, personValueProblem } from "#lib/person.ts";
import { t } from "#lib/text.ts";

const gone = t("This person does not exist any more.");
const person = z.string().refine(isId, gone);
const one = z.object({ id: person });

const changed = () => revalidatePath("/users/[id]", "page");

/** An action on one person that a button calls. */
const onPerson = (fn: (admin: CurrentAdmin, id: string) => Promise<void>) => {
  const act = adminAction({ role: "full", schema: one }, async (admin, { id }): Promise<void> => {
    await fn(admin, id);
    changed();
  });
  return (id: string) => act({ ok: false }, formOf({ id }));
};

const suspend = onPerson(async (admin, id) => {
  const count = await suspendPeople(admin, admin.actor, [id]);
  if (count === 0) throw new AppError("conflict", t("This person is suspended already, or gone. Reload the page."));
});

const unsuspend = onPerson(async (admin, id) => {
  const count = await unsuspendPeople(admin, admin.actor, [id]);
  if (count === 0) throw new AppError("conflict", t("This person is not suspended any more. Reload the page."));
});

const remove = onPerson(async (admin, id) => {
  const [removal] = await removePeople(admin, admin.actor, [id]);
  if (removal?.outcome === "linked")
    throw new AppError("conflict", t("An identity provider keeps this person. Remove them there, or suspend them here."));
  if (removal?.outcome !== "removed") throw new AppError("not_found", gone);
});

const restore = onPerson((admin, id) => restorePerson(admin, admin.actor, id));

export const suspendAction = async (id: string) => suspend(id);
export const unsuspendAction = async (id: string) => unsuspend(id);
export const removeAction = async (id: string) => remove(id);
export const restoreAction = async (id: string) => restore(id);

const keys = personFields.map(({ key }) => key) as [PersonKey, ...PersonKey[]]; // the table is not empty
const value = z.string().optional();

const infoForm = z
  .object({
    id: person,
    version: z.coerce.number().int(),
    /** The fields that could be typed into; one that is empty has no value any more. */
    field: several(z.enum(keys)),
    ...(Object.fromEntries(keys.map((key) => [key, value])) as Record<PersonKey, typeof value>), // one for each key
  })
  .superRefine((form, context) => {
    for (const field of personFields) {
      if (!form.field.includes(field.key)) continue;
      const problem = personValueProblem(field, form[field.key] ?? "");
      if (problem) context.addIssue({ code: "custom", path: [field.key], message: problem });
    }
    if (form.field.includes("userName") && !form.userName)
      context.addIssue({ code: "custom", path: ["userName"], message: t("Everybody needs a user name.") });
  });

/** Writes what was typed about a person, unless somebody else changed them since the form was opened. */
export const editPersonAction = adminAction({ role: "full", schema: infoForm }, async (admin, form): Promise<void> => {
  const values: PersonValues = Object.fromEntries(form.field.map((key) => [key, form[key] ?? ""]));
  const { outcome, skipped } = await updatePerson(admin, admin.actor, form.id, values, { version: form.version });
  if (outcome === "gone") throw new AppError("not_found", gone);
  if (outcome === "stale")
    throw new AppError("conflict", t("Somebody changed this person meanwhile. Close this, look at what is new, and edit again."));
  if (outcome === "taken") {
    const message = t("Somebody else has this user name.");
    throw new AppError("conflict", message, { userName: message });
  }
  changed();
  if (skipped.length > 0) {
    const labels = skipped.map(({ label }) => label).join(", ");
    throw new AppError(
      "conflict",
      t("{labels}: an identity provider keeps this, so it was left as it is. The rest is saved.", { labels }),
    );
  }
});

/** Adds one person to the groups of the fields `group`. */
export const addToGroupsAction = adminAction(
  { role: "full", schema: z.object({ id: person, group: several(z.string()) }) },
  async (admin, { id, group }): Promise<void> => {
    for (const groupId of group) await addMembers(admin, admin.actor, groupId, [id]);
    changed();
  },
);

const groupCandidates = adminAction(
  { role: "full", schema: z.object({ id: person, search: z.string().max(200).optional() }) },
  async (admin, { id, search = "" }) => ({ groups: await listGroupCandidates(admin, id, search, 8) }),
);

/** Where somebody could be added, while an admin types. */
export const groupCandidatesAction = async (id: string, search: string) => groupCandidates({ ok: false }, formOf({ id, search }));

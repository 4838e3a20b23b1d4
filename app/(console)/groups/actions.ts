"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { addMembers, createGroup, deleteGroup, releaseGroup, removeMembers, renameGroup } from "#db/queries/group-changes.ts";
import { listCandidates, listNestable } from "#db/queries/group-profiles.ts";
import { adminAction } from "#lib/admin-action.ts";
import { formOf, several } from "#lib/form-data.ts";
import { isId } from "#lib/ids.ts";
import { t } from "#lib/text.ts";

const groupId = z.string().refine(isId, t("This group does not exist any more."));
/** The name that the admin saw, in quotes: a form is trimmed, a name that an IdP gave need not be. */
const was = z.string().transform((quoted) => quoted.slice(1, -1));
const name = z.string(t("Give the group a name.")).max(256, t("Use at most 256 characters."));

/** Makes a group and goes there. */
export const createGroupAction = adminAction(
  { role: "full", schema: z.object({ name }) },
  async (admin, form): Promise<object> => {
    const id = await createGroup(admin, admin.actor, form.name);
    return redirect(`/groups/${id}`);
  },
);

export const renameGroupAction = adminAction(
  { role: "full", schema: z.object({ id: groupId, was, name }) },
  async (admin, form): Promise<void> => {
    await renameGroup(admin, admin.actor, form);
    revalidatePath("/groups", "layout");
  },
);

const remove = adminAction({ role: "full", schema: z.object({ id: groupId, was }) }, async (admin, form): Promise<object> => {
  await deleteGroup(admin, admin.actor, form);
  return redirect("/groups");
});

/** Deletes and goes back to Groups. */
export const deleteGroupAction = async (id: string, was: string) => remove({ ok: false }, formOf({ id, was: `“${was}”` }));

const release = adminAction({ role: "full", schema: z.object({ id: groupId }) }, async (admin, { id }): Promise<void> => {
  await releaseGroup(admin, admin.actor, id);
  revalidatePath("/groups", "layout");
});

export const releaseGroupAction = async (id: string) => release({ ok: false }, formOf({ id }));

/** Adds the people, or groups, of the fields `member`. */
export const addMembersAction = adminAction(
  {
    role: "full",
    schema: z.object({ id: groupId, member: several(z.string().refine(isId, t("Not all of them exist any more."))) }),
  },
  async (admin, { id, member }): Promise<{ added: number; gone: number }> => {
    const { added, unknown } = await addMembers(admin, admin.actor, id, member);
    revalidatePath("/groups", "layout");
    return { added: added.length, gone: unknown.length };
  },
);

const removeMember = adminAction(
  { role: "full", schema: z.object({ id: groupId, member: groupId }) },
  async (admin, { id, member }): Promise<void> => {
    await removeMembers(admin, admin.actor, id, [member]);
    revalidatePath("/groups", "layout");
  },
);

export const removeMemberAction = async (id: string, member: string) => removeMember({ ok: false }, formOf({ id, member }));

const wanted = z.object({ id: groupId, search: z.string().max(200).optional() });

const candidates = adminAction({ role: "full", schema: wanted }, async (admin, { id, search = "" }) => ({
  people: await listCandidates(admin, id, search, 8),
}));

/** Whom a group could take, while somebody types. */
export const candidatesAction = async (id: string, search: string) => candidates({ ok: false }, formOf({ id, search }));

const nestable = adminAction({ role: "full", schema: wanted }, async (admin, { id, search = "" }) => ({
  groups: await listNestable(admin, id, search, 8),
}));

/** Which groups could be put into a group, while somebody types. */
export const nestableAction = async (id: string, search: string) => nestable({ ok: false }, formOf({ id, search }));

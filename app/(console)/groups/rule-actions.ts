"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { addGroupRule, moveGroupRule, previewGroupRule, removeGroupRule } from "#db/queries/group-rules.ts";
import { adminAction } from "#lib/admin-action.ts";
import { formOf } from "#lib/form-data.ts";
import { isId } from "#lib/ids.ts";
import { t } from "#lib/text.ts";

const groupId = z.string().refine(isId, t("This group does not exist any more."));
const poolId = z.string(t("Choose a license.")).refine(isId, t("This license does not exist any more."));
const ruleId = z.string().refine(isId, t("This rule does not exist any more."));

/** Everybody in the group gets a license of the pool. */
export const addRuleAction = adminAction(
  { role: "full", schema: z.object({ groupId, poolId }) },
  async (admin, rule): Promise<void> => {
    await addGroupRule(admin, admin.actor, rule);
    revalidatePath("/groups", "layout");
  },
);

const preview = adminAction({ role: "full", schema: z.object({ groupId, poolId }) }, async (admin, rule) => ({
  preview: await previewGroupRule(admin, rule),
}));

/** What adding the rule would do now. */
export const previewRuleAction = async (groupId: string, poolId: string) => preview({ ok: false }, formOf({ groupId, poolId }));

const remove = adminAction({ role: "full", schema: z.object({ id: ruleId }) }, async (admin, { id }): Promise<void> => {
  await removeGroupRule(admin, admin.actor, id);
  revalidatePath("/groups", "layout");
});

export const removeRuleAction = async (id: string) => remove({ ok: false }, formOf({ id }));

const move = adminAction(
  { role: "full", schema: z.object({ id: ruleId, place: z.coerce.number().int().min(1).max(1_000_000) }) },
  async (admin, { id, place }): Promise<void> => {
    await moveGroupRule(admin, admin.actor, id, place);
    revalidatePath("/groups", "layout");
  },
);

/** To another place among all rules, 1 for the first. */
export const moveRuleAction = async (id: string, place: number) => move({ ok: false }, formOf({ id, place: String(place) }));

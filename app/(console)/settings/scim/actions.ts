"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { createConfiguration, deleteConfiguration } from "#db/queries/configurations.ts";
import { listPools } from "#db/queries/licenses.ts";
import { revokeToken, type tokenLifetimes } from "#db/queries/tokens.ts";
import { adminAction } from "#lib/admin-action.ts";
import { AppError } from "#lib/errors.ts";
import { checkbox } from "#lib/form-data.ts";
import { isId } from "#lib/ids.ts";
import type { CreatedToken } from "./access-token.tsx";

const configurationForm = z
  .object({
    name: z.string("Give the configuration a name.").max(100, "Use at most 100 characters."),
    autoAssign: checkbox,
    instance: z.string().optional(),
    licenseType: z.string().optional(),
    notificationEmail: z.email("Enter an e-mail address.").max(254, "This address is too long.").optional(),
    notifyOnFailure: checkbox,
    lifetime: z.enum(["90d", "1y", "2y"] satisfies (keyof typeof tokenLifetimes)[], "Choose how long the token works."),
  })
  .superRefine(checkChoices, { when: () => true }); // also beside other mistakes: all of them are told at once

type Choices = {
  autoAssign: boolean;
  instance?: string;
  licenseType?: string;
  notificationEmail?: string;
  notifyOnFailure: boolean;
};

function checkChoices(form: Choices, context: z.RefinementCtx): void {
  const refuse = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
  if (form.autoAssign && !form.instance) refuse("instance", "Choose an application instance.");
  if (form.autoAssign && !form.licenseType) refuse("licenseType", "Choose a license type.");
  if (form.notifyOnFailure && !form.notificationEmail) refuse("notificationEmail", "Enter the address to notify.");
}

/** Creates a configuration and its token. The token is in this answer and nowhere else. */
export const createConfigurationAction = adminAction(
  { role: "full", schema: configurationForm },
  async (admin, form): Promise<{ created: CreatedToken }> => {
    if (form.autoAssign) await checkInstance(admin, form.instance, form.licenseType);
    const { id, token } = await createConfiguration(admin, admin.actor, {
      name: form.name,
      poolId: form.autoAssign ? form.licenseType : undefined,
      notificationEmail: form.notificationEmail,
      notifyOnFailure: form.notifyOnFailure,
      lifetime: form.lifetime,
    });
    const expiresAt = token.expiresAt.toISOString();
    return { created: { configurationId: id, configurationName: form.name, token: token.token, expiresAt } };
  },
);

/** A license type of another instance, or of another account, never got into the form by itself. */
async function checkInstance(
  admin: { accountId: string },
  instanceId: string | undefined,
  poolId: string | undefined,
): Promise<void> {
  const pool = (await listPools(admin)).find(({ id }) => id === poolId);
  if (pool && pool.instanceId === instanceId) return;
  const message = "Choose a license type of this application instance.";
  throw new AppError("invalid", message, { licenseType: message });
}

const rowId = z.object({ id: z.string().refine(isId, "This does not exist any more.") });

function formOf(id: string): FormData {
  const form = new FormData();
  form.set("id", id);
  return form;
}

const revoke = adminAction({ role: "full", schema: rowId }, async (admin, { id }): Promise<object> => {
  await revokeToken(admin, admin.actor, id);
  revalidatePath("/settings/scim/[id]", "page");
  return {};
});

const remove = adminAction({ role: "full", schema: rowId }, async (admin, { id }): Promise<object> => {
  await deleteConfiguration(admin, admin.actor, id);
  return redirect("/settings/scim");
});

export const revokeTokenAction = async (id: string) => revoke({ ok: false }, formOf(id));

/** Deletes and goes back to SCIM Setup. */
export const deleteConfigurationAction = async (id: string) => remove({ ok: false }, formOf(id));

"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { previewAutoAssign, startAutoAssignJob } from "#db/queries/auto-assign.ts";
import { pauseConfiguration, resumeConfiguration, updateConfiguration } from "#db/queries/configuration-changes.ts";
import { createConfiguration, deleteConfiguration, findConfiguration } from "#db/queries/configurations.ts";
import { setSameDirectory } from "#db/queries/directories.ts";
import { listPools } from "#db/queries/licenses.ts";
import { type Overlap, reissueToken, revokeToken, type tokenLifetimes } from "#db/queries/tokens.ts";
import { adminAction } from "#lib/admin-action.ts";
import { AppError } from "#lib/errors.ts";
import { checkbox, formOf } from "#lib/form-data.ts";
import { isId } from "#lib/ids.ts";
import { t } from "#lib/text.ts";
import type { CreatedToken } from "./access-token.tsx";

const settings = {
  name: z.string(t("Give the configuration a name.")).max(100, t("Use at most 100 characters.")),
  autoAssign: checkbox,
  instance: z.string().optional(),
  licenseType: z.string().optional(),
  notificationEmail: z.email(t("Enter an e-mail address.")).max(254, t("This address is too long.")).optional(),
  notifyOnFailure: checkbox,
};

const lifetime = z.enum(["90d", "1y", "2y"] satisfies (keyof typeof tokenLifetimes)[], t("Choose how long the token works."));
const configurationId = z.string().refine(isId, t("This does not exist any more."));

const newConfiguration = z.object({ ...settings, lifetime }).superRefine(checkChoices, { when: () => true }); // also beside other mistakes: all of them are told at once
const changedConfiguration = z
  .object({ ...settings, id: configurationId, seen: z.string(), apply: checkbox })
  .superRefine(checkChoices, { when: () => true });

type Choices = {
  autoAssign: boolean;
  instance?: string;
  licenseType?: string;
  notificationEmail?: string;
  notifyOnFailure: boolean;
};

function checkChoices(form: Choices, context: z.RefinementCtx): void {
  const refuse = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
  if (form.autoAssign && !form.instance) refuse("instance", t("Choose an application instance."));
  if (form.autoAssign && !form.licenseType) refuse("licenseType", t("Choose a license type."));
  if (form.notifyOnFailure && !form.notificationEmail) refuse("notificationEmail", t("Enter the address to notify."));
}

const settingsOf = ({ name, autoAssign, licenseType, notificationEmail, notifyOnFailure }: Choices & { name: string }) => ({
  ...{ name, notificationEmail, notifyOnFailure },
  poolId: autoAssign ? licenseType : undefined,
});

/** Creates a configuration and its token. The token is in this answer and nowhere else. */
export const createConfigurationAction = adminAction(
  { role: "full", schema: newConfiguration },
  async (admin, form): Promise<{ created: CreatedToken }> => {
    if (form.autoAssign) await checkInstance(admin, form.instance, form.licenseType);
    const { id, token } = await createConfiguration(admin, admin.actor, { ...settingsOf(form), lifetime: form.lifetime });
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
  const message = t("Choose a license type of this application instance.");
  throw new AppError("invalid", message, { licenseType: message });
}

/** Saves the settings; with `apply`, people who are linked already get what is assigned now, and the page of that job opens. */
export const updateConfigurationAction = adminAction(
  { role: "full", schema: changedConfiguration },
  async (admin, form): Promise<object> => {
    if (form.autoAssign) await checkInstance(admin, form.instance, form.licenseType);
    const { id, seen, name } = form;
    const { reassigned } = await updateConfiguration(admin, admin.actor, id, { ...settingsOf(form), seen });
    const job = reassigned && form.apply ? await startAutoAssignJob(admin, admin.actor, { id, name }) : undefined;
    return redirect(job ? `/users/jobs/${job.id}` : `/settings/scim/${id}`);
  },
);

const preview = adminAction(
  { role: "full", schema: z.object({ id: configurationId, poolId: z.string().optional() }) },
  async (admin, { id, poolId }) => previewAutoAssign(admin, id, poolId),
);

const revoke = adminAction(
  { role: "full", schema: z.object({ id: configurationId }) },
  async (admin, { id }): Promise<object> => {
    await revokeToken(admin, admin.actor, id);
    revalidatePath("/settings/scim/[id]", "page");
    return {};
  },
);

/** Makes a new token beside those that work. It is in this answer and nowhere else. */
export const reissueTokenAction = adminAction(
  {
    role: "full",
    schema: z.object({
      id: configurationId,
      lifetime,
      overlap: z.enum(["none", "1h", "1d", "7d", "30d"] satisfies Overlap[], t("Choose how long the old token goes on working.")),
    }),
  },
  async (admin, { id, ...choice }): Promise<{ created: CreatedToken }> => {
    const configuration = await findConfiguration(admin, id);
    if (!configuration) throw new AppError("not_found", t("This SCIM configuration does not exist any more."));
    const { token, expiresAt } = await reissueToken(admin, admin.actor, { configurationId: id, ...choice });
    return { created: { configurationId: id, configurationName: configuration.name, token, expiresAt: expiresAt.toISOString() } };
  },
);

const pause = adminAction({ role: "full", schema: z.object({ id: configurationId }) }, async (admin, { id }): Promise<void> => {
  await pauseConfiguration(admin, admin.actor, id);
  revalidatePath("/settings/scim/[id]", "page");
});

const resume = adminAction({ role: "full", schema: z.object({ id: configurationId }) }, async (admin, { id }): Promise<void> => {
  await resumeConfiguration(admin, admin.actor, id);
  revalidatePath("/settings/scim/[id]", "page");
});

const remove = adminAction(
  { role: "full", schema: z.object({ id: configurationId }) },
  async (admin, { id }): Promise<object> => {
    await deleteConfiguration(admin, admin.actor, id);
    return redirect("/settings/scim");
  },
);

/** What another choice of auto-assign would mean for the people who are linked already; "" turns it off. */
export const previewAutoAssignAction = async (id: string, poolId: string) => preview({ ok: false }, formOf({ id, poolId }));
export const revokeTokenAction = async (id: string) => revoke({ ok: false }, formOf({ id }));
export const pauseConfigurationAction = async (id: string) => pause({ ok: false }, formOf({ id }));
export const resumeConfigurationAction = async (id: string) => resume({ ok: false }, formOf({ id }));

/** Deletes and goes back to SCIM Setup. */
export const deleteConfigurationAction = async (id: string) => remove({ ok: false }, formOf({ id }));

/** Says which other configuration sends the same unique IDs for the same people, or that none does. */
export const sameDirectoryAction = adminAction(
  { role: "full", schema: z.object({ id: configurationId, as: z.string().optional() }) },
  async (admin, { id, as }) => {
    await setSameDirectory(admin, admin.actor, id, as || undefined);
    revalidatePath(`/settings/scim/${id}`, "layout");
  },
);

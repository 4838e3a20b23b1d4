"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { setCountsInvited } from "#db/queries/license-changes.ts";
import { listPools, type Pool, setPoolTotal } from "#db/queries/licenses.ts";
import { resolveMassLeave } from "#db/queries/mass-leaves.ts";
import type { Scope } from "#db/queries/scope.ts";
import { adminAction } from "#lib/admin-action.ts";
import { findLicenseType } from "#lib/catalogue.ts";
import { AppError } from "#lib/errors.ts";
import { formOf } from "#lib/form-data.ts";
import { t } from "#lib/text.ts";

const changed = () => revalidatePath("/licenses", "layout");

const total = z
  .string(t("Give a number."))
  .regex(/^\d{1,9}$/, t("Give a whole number from 0."))
  .transform(Number);

async function getPool(scope: Scope, id: string): Promise<Pool> {
  const pool = (await listPools(scope)).find((candidate) => candidate.id === id);
  if (!pool) throw new AppError("not_found", t("This license does not exist any more."));
  return pool;
}

const newLicense = z.object({
  product: z.string(t("Choose a product.")),
  licenseType: z.string(t("Choose a license type.")),
  instance: z.string(t("Name the application instance.")).max(100, t("Use at most 100 characters.")),
  total,
});

/** Makes a pool, with its application instance where that is new, and goes there. */
export const createLicenseAction = adminAction({ role: "full", schema: newLicense }, async (admin, form): Promise<object> => {
  if (!findLicenseType(form.product, form.licenseType)) {
    const message = t("{product} has no such license type.", { product: form.product });
    throw new AppError("invalid", message, { licenseType: message });
  }
  const { id } = await setPoolTotal(admin, admin.actor, { ...form, onlyNew: true });
  changed();
  return redirect(`/licenses/${id}`);
});

/** How many licenses were bought. More pass to who waits at once; fewer than are in use is refused. */
export const changeTotalAction = adminAction(
  { role: "full", schema: z.object({ pool: z.string(), total, seen: total }) },
  async (admin, form): Promise<void> => {
    const { product, instanceName: instance, licenseType } = await getPool(admin, form.pool);
    await setPoolTotal(admin, admin.actor, { product, instance, licenseType, total: form.total, seen: form.seen });
    changed();
  },
);

const counting = adminAction(
  { role: "full", schema: z.object({ pool: z.string(), counts: z.enum(["invited", "activated"]) }) },
  async (admin, { pool, counts }): Promise<void> => {
    await setCountsInvited(admin, admin.actor, pool, counts === "invited");
    changed();
  },
);

/** Whether an invitation uses a license, or only an activation. */
export const changeCountingAction = async (pool: string, counts: "invited" | "activated") =>
  counting({ ok: false }, formOf({ pool, counts }));

const decide = adminAction(
  { role: "full", schema: z.object({ id: z.string(), resolution: z.enum(["restored", "released"]) }) },
  async (admin, { id, resolution }): Promise<void> => {
    await resolveMassLeave(admin, admin.actor, id, resolution);
    revalidatePath("/", "layout");
  },
);

/** Undoes a mass leave, or confirms it. */
export const decideMassLeaveAction = async (id: string, resolution: "restored" | "released") =>
  decide({ ok: false }, formOf({ id, resolution }));

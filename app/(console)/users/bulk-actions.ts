"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { findGroupProfile } from "#db/queries/group-profiles.ts";
import { createPeopleJob, dismissJob, type NewJob, stopJob } from "#db/queries/jobs.ts";
import { listPools } from "#db/queries/licenses.ts";
import type { Scope } from "#db/queries/scope.ts";
import { adminAction } from "#lib/admin-action.ts";
import { AppError } from "#lib/errors.ts";
import type { JobKindName } from "#lib/jobs/registry.ts";
import { t } from "#lib/text.ts";
import { poolName } from "../pool.ts";
import { selectionField } from "./selection.ts";

const selection = selectionField;
const pool = z.string(t("Choose a license type."));
const group = z.string(t("Choose a group."));
const why = z.string().max(500, t("Use at most 500 characters.")).optional();

const bulkForm = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("people.assign_license"), selection, pool }),
  z.object({ kind: z.literal("people.return_license"), selection, pool, why }),
  z.object({ kind: z.literal("people.resend_invitation"), selection, pool }),
  z.object({ kind: z.literal("people.add_to_group"), selection, group }),
  z.object({ kind: z.literal("people.remove_from_group"), selection, group }),
  z.object({ kind: z.literal("people.suspend"), selection }),
  z.object({ kind: z.literal("people.unsuspend"), selection }),
  z.object({ kind: z.literal("people.remove"), selection }),
]);

/** Starts a change of the selected people; answers the job that does it. */
export const startBulkAction = adminAction({ role: "full", schema: bulkForm }, async (admin, form) => {
  const job = await createPeopleJob(admin, admin.actor, await describeJob(admin, form), form.selection);
  revalidatePath("/users");
  return { job };
});

async function describeJob(scope: Scope, form: z.output<typeof bulkForm>): Promise<NewJob & { kind: JobKindName }> {
  const { kind } = form;
  switch (kind) {
    case "people.assign_license":
      return {
        kind,
        title: t("Assign {pool}", { pool: await nameOfPool(scope, form.pool) }),
        parameters: { poolId: form.pool },
      };
    case "people.return_license":
      return {
        kind,
        title: t("Return {pool}", { pool: await nameOfPool(scope, form.pool) }),
        parameters: { poolId: form.pool, why: form.why },
      };
    case "people.resend_invitation":
      return {
        kind,
        title: t("Resend invitation to {pool}", { pool: await nameOfPool(scope, form.pool) }),
        parameters: { poolId: form.pool },
      };
    case "people.add_to_group":
      return {
        kind,
        title: t("Add to {group}", { group: await nameOfGroup(scope, form.group) }),
        parameters: { groupId: form.group },
      };
    case "people.remove_from_group":
      return {
        kind,
        title: t("Remove from {group}", { group: await nameOfGroup(scope, form.group) }),
        parameters: { groupId: form.group },
      };
    case "people.suspend":
      return { kind, title: t("Suspend people"), parameters: {} };
    case "people.unsuspend":
      return { kind, title: t("Lift suspension"), parameters: {} };
    case "people.remove":
      return { kind, title: t("Remove people"), parameters: {} };
  }
}

async function nameOfPool(scope: Scope, id: string): Promise<string> {
  const found = (await listPools(scope)).find((candidate) => candidate.id === id);
  if (found) return poolName(found);
  const message = t("This license does not exist any more. Choose another one.");
  throw new AppError("invalid", message, { pool: message });
}

async function nameOfGroup(scope: Scope, id: string): Promise<string> {
  const found = await findGroupProfile(scope, id);
  if (found) return found.name;
  const message = t("This group does not exist any more. Choose another one.");
  throw new AppError("invalid", message, { group: message });
}

const jobId = z.object({ id: z.string() });

const stop = adminAction({ role: "full", schema: jobId }, async (admin, { id }): Promise<object> => {
  const stopped = await stopJob(admin, id);
  if (!stopped) throw new AppError("conflict", t("This has ended already."));
  revalidatePath("/users");
  return {};
});

const dismiss = adminAction({ role: "full", schema: jobId }, async (admin, { id }): Promise<object> => {
  await dismissJob(admin, id);
  revalidatePath("/users");
  return {};
});

function formOf(id: string): FormData {
  const form = new FormData();
  form.set("id", id);
  return form;
}

export const stopJobAction = async (id: string) => stop({ ok: false }, formOf(id));
export const dismissJobAction = async (id: string) => dismiss({ ok: false }, formOf(id));

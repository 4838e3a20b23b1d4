"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { applyImport, discardImport } from "#db/queries/people-import.ts";
import { adminAction } from "#lib/admin-action.ts";

const uploadId = z.object({ id: z.string() });

/** Lets a checked file begin, and shows how it goes. */
export const applyImportAction = adminAction({ role: "full", schema: uploadId }, async (admin, { id }): Promise<object> => {
  await applyImport(admin, admin.actor, id);
  return redirect(`/users/jobs/${id}`);
});

export const discardImportAction = adminAction({ role: "full", schema: uploadId }, async (admin, { id }): Promise<object> => {
  await discardImport(admin, id);
  return redirect("/users/import");
});

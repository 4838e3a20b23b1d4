"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { renameAccount } from "#db/queries/accounts.ts";
import { adminAction } from "#lib/admin-action.ts";
import { t } from "#lib/text.ts";

export const renameAccountAction = adminAction(
  {
    role: "full",
    schema: z.object({
      name: z.string(t("Enter a name.")).max(200, t("Use at most 200 characters.")),
      seen: z.string().optional(),
    }),
  },
  async (admin, { name, seen }): Promise<void> => {
    await renameAccount(admin, admin.actor, { name, seen: seen ?? "" });
    revalidatePath("/", "layout");
  },
);

"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { addPeople, holders } from "#db/queries/add-people.ts";
import { addressProblems, maxAddresses, parseAddresses } from "#lib/addresses.ts";
import { adminAction } from "#lib/admin-action.ts";
import { t } from "#lib/text.ts";
import type { AddressProblem } from "./add-people.tsx";

const addForm = z.object({
  addresses: z
    .string(t("Type or paste at least one e-mail address."))
    .max(50_000, t("This is too much text for fifty addresses. Upload a CSV file instead."))
    .transform(parseAddresses)
    .refine((list) => list.length > 0, t("Type or paste at least one e-mail address."))
    .refine(
      (list) => list.length <= maxAddresses,
      t("Add at most {maxAddresses} people at once. For more, upload a CSV file.", { maxAddresses }),
    ),
  pool: z.string().optional(),
});

/** Adds people by e-mail, all or none; answers what is wrong address by address. */
export const addPeopleAction = adminAction(
  { role: "full", schema: addForm },
  async (admin, { addresses, pool }): Promise<{ added: number; problems: AddressProblem[] }> => {
    const unfit = addressProblems(addresses);
    // everything that is wrong is told at once
    const result =
      unfit.size > 0 ? { taken: await holders(admin, addresses) } : await addPeople(admin, admin.actor, addresses, pool);
    if ("added" in result) {
      revalidatePath("/users");
      return { added: result.added.length, problems: [] };
    }
    return {
      added: 0,
      problems: addresses.flatMap(({ email }, place) => problemOf(email, unfit.get(place), result.taken.get(place))),
    };
  },
);

function problemOf(email: string, unfit: string | undefined, holder: { id: string; name: string } | undefined): AddressProblem[] {
  if (unfit) return [{ email, message: unfit }];
  return holder ? [{ email, message: t("{holder} has this address already.", { holder: holder.name }), id: holder.id }] : [];
}

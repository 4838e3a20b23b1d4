"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { addPeople } from "#db/queries/add-people.ts";
import { addressProblems, maxAddresses, parseAddresses } from "#lib/addresses.ts";
import { adminAction } from "#lib/admin-action.ts";
import type { AddressProblem } from "./add-people.tsx";

const addForm = z.object({
  addresses: z
    .string("Type or paste at least one e-mail address.")
    .max(50_000, "This is too much text for fifty addresses. Upload a CSV file instead.")
    .transform(parseAddresses)
    .refine((list) => list.length > 0, "Type or paste at least one e-mail address.")
    .refine((list) => list.length <= maxAddresses, `Add at most ${maxAddresses} people at once. For more, upload a CSV file.`),
  pool: z.string().optional(),
});

/** Adds people by e-mail, all or none; answers what is wrong address by address. */
export const addPeopleAction = adminAction(
  { role: "full", schema: addForm },
  async (admin, { addresses, pool }): Promise<{ added: number; problems: AddressProblem[] }> => {
    const problems = [...addressProblems(addresses)].map(([place, message]) => ({ place, message }));
    if (problems.length > 0) return { added: 0, problems: problems.map((problem) => withEmail(problem)) };
    const result = await addPeople(admin, admin.actor, addresses, pool);
    if ("added" in result) {
      revalidatePath("/users");
      return { added: result.added.length, problems: [] };
    }
    const taken = [...result.taken].map(([place, { id, name }]) => ({ place, message: `${name} has this address already.`, id }));
    return { added: 0, problems: taken.map((problem) => withEmail(problem)) };

    function withEmail<Problem extends { place: number }>({ place, ...problem }: Problem) {
      return { email: addresses[place]?.email ?? "", ...problem };
    }
  },
);

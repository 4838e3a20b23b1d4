import { notFound } from "next/navigation";
import { cache } from "react";
import { listPools, type Pool } from "#db/queries/licenses.ts";
import type { CurrentAdmin } from "#lib/auth.ts";

/** The pool of a page, or "not found": the same for an unknown one and one of another account. */
export const loadPool = cache(
  async (admin: CurrentAdmin, id: string): Promise<Pool> => (await listPools(admin)).find((pool) => pool.id === id) ?? notFound(),
);

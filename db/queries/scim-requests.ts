import { and, desc, eq, inArray } from "drizzle-orm";
import { newId } from "../../lib/ids.ts";
import { db } from "../client.ts";
import { scimConfigurations, scimRequests } from "../schema/configurations.ts";
import type { ScimScope, Scope } from "./scope.ts";

export type ScimRequestRow = typeof scimRequests.$inferSelect;
export type NewScimRequest = Omit<ScimRequestRow, "accountId" | "id" | "configurationId">;

/** Keeps a connection test, a failed request, or one that was answered but needs the admin's eye. */
export async function recordScimRequest(scope: ScimScope, request: NewScimRequest): Promise<void> {
  await db()
    .insert(scimRequests)
    .values({ ...request, accountId: scope.accountId, configurationId: scope.configurationId, id: newId() });
}

/** The newest kept requests of one configuration. */
export const listScimRequests = (
  scope: Scope,
  configurationId: string,
  options: { kinds?: ScimRequestRow["kind"][]; limit: number },
): Promise<ScimRequestRow[]> =>
  db()
    .select()
    .from(scimRequests)
    .where(
      and(
        eq(scimRequests.accountId, scope.accountId),
        eq(scimRequests.configurationId, configurationId),
        options.kinds && inArray(scimRequests.kind, options.kinds),
      ),
    )
    .orderBy(desc(scimRequests.id))
    .limit(options.limit);

/** Remembers which identity provider a configuration's calls look like. */
export async function rememberIdp(
  scope: ScimScope,
  idp: NonNullable<(typeof scimConfigurations.$inferSelect)["idp"]>,
): Promise<void> {
  await db()
    .update(scimConfigurations)
    .set({ idp })
    .where(and(eq(scimConfigurations.accountId, scope.accountId), eq(scimConfigurations.id, scope.configurationId)));
}

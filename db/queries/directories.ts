import { AppError } from "../../lib/errors.ts";
import { isId } from "../../lib/ids.ts";
import { t } from "../../lib/text.ts";
import { sql } from "../client.ts";
import { type Deciding, deciderId } from "./activity.ts";
import type { Scope } from "./scope.ts";

/**
 * Same directory as …: says that the externalIds of two configurations name the same people, so that either finds whom the other
 * provisioned (rule 2); undefined ends it. Throws not_found for an unknown configuration, and invalid for itself.
 */
export async function setSameDirectory(
  scope: Scope,
  actor: Deciding,
  configurationId: string,
  asId: string | undefined,
): Promise<void> {
  if (configurationId === asId) throw new AppError("invalid", t("Choose another configuration."));
  const known = isId(configurationId) && (asId === undefined || isId(asId));
  const [row] = known
    ? await sql()<{ outcome: "set" | "unchanged" | "gone" }[]>`
        select configuration_set_directory(${scope.accountId}, ${configurationId}, ${asId ?? null}, ${deciderId(actor)}, now()) as outcome`
    : [];
  if (row === undefined || row.outcome === "gone")
    throw new AppError("not_found", t("This SCIM configuration does not exist any more."));
}

/** The other configurations of the same directory. */
export async function listSameDirectory(scope: Scope, configurationId: string): Promise<{ id: string; name: string }[]> {
  if (!isId(configurationId)) return [];
  return sql()<{ id: string; name: string }[]>`
    select other.id, other.name from scim_configurations me
      join scim_configurations other on other.account_id = me.account_id and other.id <> me.id and other.deleted_at is null
       and coalesce(other.directory_id, other.id) = coalesce(me.directory_id, me.id)
     where me.account_id = ${scope.accountId} and me.id = ${configurationId} order by other.name`;
}

import type { Pool } from "#db/queries/licenses.ts";
import type { InstanceChoice } from "./license-fields.tsx";

/** What auto-assign can give: instances in order, with the license types that SCIM can assign. */
export function instanceChoices(pools: readonly Pool[]): InstanceChoice[] {
  const choices = new Map<string, InstanceChoice>();
  for (const { id: poolId, instanceId, instanceName, licenseType, available, total, scim } of pools) {
    if (scim === "none") continue;
    const choice = choices.get(instanceId) ?? { id: instanceId, name: instanceName, licenses: [] };
    choice.licenses.push({ poolId, licenseType, available, total });
    choices.set(instanceId, choice);
  }
  return [...choices.values()];
}

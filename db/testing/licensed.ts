import { examine } from "../queries/doctor.ts";
import { listUserLicenses } from "../queries/licenses.ts";
import type { Scope } from "../queries/scope.ts";

/** What somebody has, in words: ["Advanced invited", "Learning waiting 2"]; throws when any invariant of the account is broken. */
export async function licensesOf(scope: Scope, userId: string): Promise<string[]> {
  const findings = await examine(scope);
  if (findings.length > 0) throw new Error(`broken: ${JSON.stringify(findings)}`);
  const licenses = await listUserLicenses(scope, [userId]);
  return licenses.map(({ licenseType, state, position }) => [licenseType, state, position].filter(Boolean).join(" ")).sort();
}

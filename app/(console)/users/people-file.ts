import { listGroupNamesOf } from "#db/queries/group-names.ts";
import { type PeopleSelection, readSelectedIds } from "#db/queries/people-selection.ts";
import { type ProfileRow, readProfiles } from "#db/queries/profiles.ts";
import type { Scope } from "#db/queries/scope.ts";
import { readOnlyColumns } from "#lib/people-csv.ts";
import { personFields, personValues } from "#lib/person.ts";
import { poolName } from "../pool.ts";
import { licenseWord } from "./license-word.ts";

export const peopleHeader: string[] = [...personFields.map(({ label }) => label), ...readOnlyColumns];

const batch = 500;

/** The selected people as lines of a file, by name, some hundreds at a time. */
export async function* peopleLines(scope: Scope, selection: PeopleSelection): AsyncGenerator<string[][]> {
  let after: { sortName: string; id: string } | undefined;
  do {
    const people = await readSelectedIds(scope, selection, after, batch);
    const ids = people.map(({ id }) => id);
    const [profiles, groups] = await Promise.all([readProfiles(scope, ids), listGroupNamesOf(scope, ids)]);
    yield profiles.map((profile) => personLine(profile, groups.get(profile.id) ?? []));
    after = people.length === batch ? people.at(-1) : undefined;
  } while (after);
}

function personLine(profile: ProfileRow, groups: string[]): string[] {
  const { attributes, uniqueId, links, licenses, suspended, active } = profile;
  const values = personValues(attributes, uniqueId ?? links.find(({ externalId }) => externalId)?.externalId);
  return [
    ...personFields.map(({ key }) => values[key] ?? ""),
    suspended ? "Suspended" : active ? "Active" : "Inactive",
    licenses.map((license) => `${poolName(license)}: ${licenseWord(license.state)}`).join("; "),
    groups.join("; "),
    links.map(({ configurationName }) => configurationName).join("; ") || "Added by hand",
  ];
}

import { listActivityLog } from "#db/queries/activity-log.ts";
import { listGroupsOfProfile } from "#db/queries/group-profiles.ts";
import { listGroupRules } from "#db/queries/group-rules.ts";
import { listExclusions } from "#db/queries/license-changes.ts";
import { listPools, type Pool } from "#db/queries/licenses.ts";
import { findNames } from "#db/queries/names.ts";
import type { DeletedPerson } from "#db/queries/people-states.ts";
import { findProfileName, type Profile as ProfileData } from "#db/queries/profiles.ts";
import { type CurrentAdmin, mayActAs } from "#lib/auth.ts";
import { enterpriseSchema } from "#lib/scim/user.ts";
import { poolName } from "../../pool.ts";
import { activityEvents } from "./activity-events.tsx";
import { DeletedProfile } from "./deleted-profile.tsx";
import { EditInfo } from "./edit-info.tsx";
import { profileLicenses } from "./license-view.ts";
import { PersonActions } from "./person-actions.tsx";
import { Profile } from "./profile.tsx";
import { ProfileGroups } from "./profile-groups.tsx";
import { ProfileLicenses } from "./profile-licenses.tsx";
import { editableFields, personActions, profileUser } from "./profile-view.ts";

type ProfileContentProps = { admin: CurrentAdmin; profile: ProfileData; tab: string | undefined };

/** Reads what belongs to a profile, and what the admin may do with it. */
export async function ProfileContent({ admin, profile, tab }: ProfileContentProps) {
  const { id, name, active, version } = profile;
  const managerId = profile.attributes[enterpriseSchema]?.manager?.value;
  const [managerName, activity, groups, rules, exclusions, pools, names] = await Promise.all([
    managerId === undefined ? undefined : findProfileName(admin, managerId),
    listActivityLog(admin, { about: id }, { limit: 50 }),
    listGroupsOfProfile(admin, id),
    listGroupRules(admin),
    listExclusions(admin, id),
    listPools(admin),
    findNames(
      admin,
      profile.licenses.flatMap(({ reasons }) => reasons.map(({ sourceId }) => sourceId)),
    ),
  ]);
  const poolNames = new Map(pools.map((pool) => [pool.id, poolName(pool)]));
  const licenses = profileLicenses(profile, { exclusions, rules, names, poolNames });
  const full = mayActAs(admin, "full");
  const rulesOf = Map.groupBy(rules, ({ groupId }) => groupId);
  return (
    <Profile
      user={profileUser(profile, managerId === undefined ? undefined : { id: managerId, name: managerName })}
      groups={
        <ProfileGroups
          person={{ id, name }}
          mayChange={full}
          groups={groups.map((group) => ({
            ...group,
            since: group.since.toISOString(),
            licenses: (rulesOf.get(group.id) ?? []).map(poolName),
          }))}
        />
      }
      licenses={
        <ProfileLicenses
          person={{ id, name, active }}
          licenses={licenses}
          {...(full && { choices: pools.filter((pool) => !isHeld(profile, pool)).map(assignable) })}
        />
      }
      activity={activityEvents(id, activity.entries, activity.names)}
      tab={tab}
      action={full && <PersonActions {...personActions(profile, licenses)} />}
      edit={full && <EditInfo person={{ id, name, version }} fields={editableFields(profile)} />}
    />
  );
}

const isHeld = ({ licenses }: ProfileData, pool: Pool) =>
  licenses.some(({ poolId, state }) => poolId === pool.id && state !== "dormant");

const assignable = (pool: Pool) => ({ id: pool.id, name: poolName(pool), available: pool.available, waiting: pool.waiting });

/** The same for somebody who was deleted. */
export async function DeletedContent({ admin, person }: { admin: CurrentAdmin; person: DeletedPerson }) {
  const { entries, names } = await listActivityLog(admin, { about: person.id }, { limit: 50 });
  const { deletedAt, erasedOn } = person;
  return (
    <DeletedProfile
      person={{ ...person, deletedAt: deletedAt.toISOString(), erasedOn: erasedOn.toISOString() }}
      activity={activityEvents(person.id, entries, names)}
      mayRestore={mayActAs(admin, "full")}
    />
  );
}

import type { GroupRule } from "#db/queries/group-rules.ts";
import type { Exclusion } from "#db/queries/license-changes.ts";
import type { UserLicense } from "#db/queries/licenses.ts";
import type { Names } from "#db/queries/names.ts";
import type { Profile } from "#db/queries/profiles.ts";
import { t } from "#lib/text.ts";
import { poolName } from "../../pool.ts";
import type { ProfileLicense } from "./profile-licenses.tsx";

type Known = KnownSources & {
  exclusions: readonly Exclusion[];
  /** Of pools, by id. */
  poolNames: ReadonlyMap<string, string>;
};

type KnownSources = {
  rules: readonly GroupRule[];
  /** Of configurations and admins. */
  names: Names;
};

type Reason = UserLicense["reasons"][number];

/** The licenses of a person with why and since when; then those that an admin took away and nothing asks for now. */
export function profileLicenses(profile: Profile, known: Known): ProfileLicense[] {
  const has = new Set(profile.licenses.map(({ poolId }) => poolId));
  return [
    ...profile.licenses.map((license) => toLicense(profile, license, known)),
    ...known.exclusions.filter(({ poolId }) => !has.has(poolId)).map((exclusion) => toExcluded(exclusion, known)),
  ];
}

function toLicense(profile: Profile, license: UserLicense, known: Known): ProfileLicense {
  const exclusion = known.exclusions.find(({ poolId }) => poolId === license.poolId);
  const note = noteOf(profile, license, exclusion);
  return {
    id: license.poolId,
    name: poolName(license),
    status: license.state,
    ...(license.position !== undefined && { position: license.position }),
    reasons: [...new Set(license.reasons.filter(({ kind }) => kind !== "mass_leave").map((reason) => reasonText(reason, known)))],
    automatic: license.reasons.some(({ kind }) => kind === "configuration" || kind === "group_rule"),
    sinceWord: sinceWords[license.state],
    since: (license.activatedAt ?? license.assignedAt ?? license.requestedAt).toISOString(),
    ...(note && { note }),
    excluded: exclusion !== undefined,
  };
}

const sinceWords: Record<UserLicense["state"], string> = {
  activated: "activated",
  invited: "invited",
  waiting: t("waiting since"),
  held: "assigned",
  dormant: t("asked for"),
};

const toExcluded = (exclusion: Exclusion, { poolNames }: Known): ProfileLicense => ({
  id: exclusion.poolId,
  name: poolNames.get(exclusion.poolId) ?? t("A license"),
  status: "dormant",
  reasons: [],
  automatic: false,
  sinceWord: t("Excluded"),
  since: exclusion.createdAt.toISOString(),
  note: exclusionText(exclusion),
  excluded: true,
});

function noteOf(profile: Profile, license: UserLicense, exclusion: Exclusion | undefined): string | undefined {
  if (license.state === "held")
    return t("Many people left within an hour, so their licenses are held back until an admin restores or releases them.");
  if (license.state !== "dormant") return undefined;
  if (exclusion) return exclusionText(exclusion);
  if (!profile.active) return t("Given again once this person is active.");
  const instead = profile.licenses.find(({ instanceName, state }) => instanceName === license.instanceName && isHad(state));
  return t("Not given because {other} excludes it.", { other: instead ? poolName(instead) : t("another license") });
}

const isHad = (state: UserLicense["state"]) => state === "invited" || state === "activated" || state === "waiting";

function exclusionText({ byName, why }: Exclusion): string {
  const text = t("Excluded: {byName} took this license back, and nothing gives it again by itself.", {
    byName: byName ?? t("an admin"),
  });
  return why ? t("{text} Why: {why}", { text, why }) : text;
}

/** Why somebody has a license, or waits for one. */
export function reasonText({ kind, sourceId }: Reason, { rules, names }: KnownSources): string {
  const name = names.get(sourceId)?.name;
  switch (kind) {
    case "configuration":
      return t("Auto-assigned by {name}", { name: name ?? t("a SCIM configuration") });
    case "group_rule": {
      const group = rules.find(({ id }) => id === sourceId)?.groupName;
      return group ? t("Given by the group {group}", { group }) : t("Given by a group rule");
    }
    case "csv":
      return name ? t("Assigned by CSV by {name}", { name }) : t("Assigned by CSV");
    case "admin":
      return t("Assigned by {name}", { name: name ?? t("an admin") });
    case "mass_leave":
      return t("Held back");
  }
}

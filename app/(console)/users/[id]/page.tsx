import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { listActivityLog } from "#db/queries/activity-log.ts";
import { listGroupsOfProfile } from "#db/queries/group-profiles.ts";
import { findProfile, findProfileName } from "#db/queries/profiles.ts";
import { type CurrentAdmin, requireAdmin } from "#lib/auth.ts";
import { enterpriseSchema } from "#lib/scim/user.ts";
import { activityEvents } from "./activity-events.tsx";
import { Profile } from "./profile.tsx";
import { profileLicenses, profileUser } from "./profile-view.ts";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ tab?: string }> };

const load = cache(async (admin: CurrentAdmin, id: string) => (await findProfile(admin, id)) ?? notFound());

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const profile = await load(await requireAdmin(), (await params).id);
  return { title: profile.name };
}

export default async function ProfilePage({ params, searchParams }: Props) {
  const admin = await requireAdmin();
  const profile = await load(admin, (await params).id);
  const managerId = profile.attributes[enterpriseSchema]?.manager?.value;
  const [managerName, activity, groups] = await Promise.all([
    managerId === undefined ? undefined : findProfileName(admin, managerId),
    listActivityLog(admin, { about: profile.id }, { limit: 100 }),
    listGroupsOfProfile(admin, profile.id),
  ]);
  return (
    <Profile
      user={profileUser(profile, managerId === undefined ? undefined : { id: managerId, name: managerName })}
      groups={groups}
      licenses={profileLicenses(profile)}
      activity={activityEvents(activity.entries, activity.names)}
      tab={(await searchParams).tab}
    />
  );
}

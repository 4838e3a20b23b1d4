import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { findDeletedPerson } from "#db/queries/people-states.ts";
import { findProfile } from "#db/queries/profiles.ts";
import { type CurrentAdmin, requireAdmin } from "#lib/auth.ts";
import { DeletedContent, ProfileContent } from "./profile-content.tsx";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ tab?: string }> };

const load = cache(async (admin: CurrentAdmin, id: string) => {
  const profile = await findProfile(admin, id);
  return profile ? { profile } : { deleted: (await findDeletedPerson(admin, id)) ?? notFound() };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { profile, deleted } = await load(await requireAdmin(), (await params).id);
  return { title: (profile ?? deleted)?.name };
}

export default async function ProfilePage({ params, searchParams }: Props) {
  const admin = await requireAdmin();
  const { profile, deleted } = await load(admin, (await params).id);
  if (deleted) return <DeletedContent admin={admin} person={deleted} />;
  return <ProfileContent admin={admin} profile={profile} tab={(await searchParams).tab} />;
}

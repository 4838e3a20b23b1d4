import type { Metadata } from "next";
import { requireAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { GlobalSettingsPage } from "./global-settings-page.tsx";

export const metadata: Metadata = { title: t("Global Settings") };

type Props = { searchParams: Promise<{ panel?: string | string[] }> };

/** All panels are closed on arrival, but for the one that the address names. */
export default async function SettingsPage({ searchParams }: Props) {
  const admin = await requireAdmin();
  const { panel } = await searchParams;
  return <GlobalSettingsPage key={String(panel)} admin={admin} open={typeof panel === "string" ? panel : undefined} />;
}

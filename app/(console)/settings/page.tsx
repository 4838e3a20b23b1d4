import type { Metadata } from "next";
import { requireAdmin } from "#lib/auth.ts";
import { GlobalSettingsPage } from "./global-settings-page.tsx";

export const metadata: Metadata = { title: "Global Settings" };

export default async function SettingsPage() {
  return <GlobalSettingsPage admin={await requireAdmin()} scimOpen={false} />;
}

import type { Metadata } from "next";
import { requireAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { GlobalSettingsPage } from "../global-settings-page.tsx";

export const metadata: Metadata = { title: t("SCIM Setup") };

/** The deep link of guides and of Advanced Integrations. */
export default async function ScimSetupPage() {
  return <GlobalSettingsPage admin={await requireAdmin()} open="scim" />;
}

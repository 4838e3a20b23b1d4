import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { ButtonLink } from "#components/ui/link.tsx";
import { currentAdmin } from "#lib/auth.ts";
import { safeCallbackUrl, signOnUrl } from "#lib/callback-url.ts";
import { t } from "#lib/text.ts";
import { SignInForm } from "./sign-in-form.tsx";

export const metadata: Metadata = { title: t("Sign in") };

type SignInPageProps = { searchParams: Promise<{ callbackUrl?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl } = await searchParams;
  const next = safeCallbackUrl(typeof callbackUrl === "string" ? callbackUrl : undefined);
  if (await currentAdmin()) redirect(next);
  return (
    <PlainPage title={t("Sign in")} description={t("To the Admin Center of your organization.")}>
      <div className="grid gap-3">
        <SignInForm next={`/choose-account?callbackUrl=${encodeURIComponent(next)}`} />
        <ButtonLink href={signOnUrl(next)}>{t("Sign in with SSO")}</ButtonLink>
      </div>
    </PlainPage>
  );
}

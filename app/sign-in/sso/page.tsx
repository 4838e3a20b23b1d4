import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Link } from "#components/ui/link.tsx";
import { currentAdmin } from "#lib/auth.ts";
import { safeCallbackUrl, signInUrl } from "#lib/callback-url.ts";
import { openLink } from "#lib/signed-link.ts";
import { t } from "#lib/text.ts";
import { refusalPurpose } from "./refused.ts";
import { SignOnForm } from "./sign-on-form.tsx";

export const metadata: Metadata = { title: t("Sign in with SSO") };

type SignOnPageProps = { searchParams: Promise<{ callbackUrl?: string | string[]; refusal?: string | string[] }> };

export default async function SignOnPage({ searchParams }: SignOnPageProps) {
  const { callbackUrl, refusal } = await searchParams;
  const next = safeCallbackUrl(typeof callbackUrl === "string" ? callbackUrl : undefined);
  const said = typeof refusal === "string" ? await reasonOf(refusal) : undefined;
  if (!said && (await currentAdmin())) redirect(next);
  return (
    <PlainPage title={t("Sign in with SSO")} description={t("Through the identity provider of your organization.")}>
      <div className="grid gap-5">
        {said && (
          <InlineAlert tone="bad" title={t("You were not signed in")}>
            {said}
          </InlineAlert>
        )}
        <SignOnForm next={next} />
        <p className="text-muted">
          <Link href={signInUrl(next)}>{t("Sign in with a password")}</Link>
        </p>
      </div>
    </PlainPage>
  );
}

const reason = z.object({ said: z.string() });

/** Only what we said ourselves is shown, and not for long. */
async function reasonOf(refusal: string): Promise<string | undefined> {
  const link = await openLink(refusalPurpose, refusal);
  return link.kind === "signed" ? reason.safeParse(link.claims).data?.said : undefined;
}

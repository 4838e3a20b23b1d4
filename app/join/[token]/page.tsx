import type { Metadata } from "next";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { ButtonLink } from "#components/ui/link.tsx";
import { t } from "#lib/text.ts";
import { openInvitation } from "./invitation.ts";
import { JoinForm } from "./join-form.tsx";

export const metadata: Metadata = { title: t("Become an admin"), robots: { index: false, follow: false } };

/** Public: the link is all that its holder needs. Looking at it changes nothing. */
export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { state, view } = await openInvitation(token);
  if (state !== "open" || !view) {
    return (
      <PlainPage title={t("Become an admin")}>
        <div className="grid gap-6">
          <InlineAlert tone={state === "accepted" ? "ok" : "warn"}>{sentences[state]}</InlineAlert>
          {state === "accepted" && (
            <ButtonLink href="/sign-in" variant="primary">
              {t("Sign in")}
            </ButtonLink>
          )}
        </div>
      </PlainPage>
    );
  }
  const { accountName, role, email, identity } = view;
  return (
    <PlainPage
      title={t("Join {accountName}", { accountName })}
      description={
        role === "full"
          ? t("You are invited as a Full admin, who changes everything.")
          : t("You are invited as a Sub admin, who sees and exports.")
      }
    >
      {identity === "without_password" ? (
        <InlineAlert tone="warn" title={t("{email} cannot sign in with a password yet", { email })}>
          {t(
            "Somebody is an admin elsewhere with this email, and only a password shows that it is you. Ask whoever runs Account Center to set one, then open this link again.",
          )}
        </InlineAlert>
      ) : (
        <JoinForm token={token} email={email} known={identity === "known"} />
      )}
    </PlainPage>
  );
}

const sentences = {
  open: "",
  accepted: t("This invitation was accepted. Sign in with the password that was chosen then."),
  withdrawn: t("This invitation was withdrawn or replaced by a newer one. Ask the admin who sent it."),
  expired: t("This invitation has expired. Ask the admin who sent it for a new one."),
  wrong: t("This link is not complete or not one of ours. Open it exactly as you got it."),
};

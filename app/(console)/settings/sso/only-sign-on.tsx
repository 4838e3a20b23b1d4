"use client";

import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { setOnlySignOnAction } from "./actions.ts";

/** Whether passwords open this account too. Who refuses them must have come without one, so that somebody can come back. */
export function OnlySignOn({ only, cameBySso }: { only: boolean; cameBySso: boolean }) {
  return (
    <section aria-labelledby="only-sso" className="grid gap-3">
      <h3 id="only-sso" className="font-semibold text-lg">
        Only SSO
      </h3>
      <p className="text-pretty text-muted">
        {only
          ? "Passwords do not open this account. Should the identity provider fail, whoever runs Account Center can accept them again."
          : "Passwords open this account too."}
        {!only && !cameBySso && " To refuse them, sign in with SSO first: that shows that it works."}
      </p>
      <div>
        {only ? (
          <ConfirmDialog
            title="Accept passwords again?"
            consequence="Every admin of this account can sign in with email and password, beside single sign-on."
            confirmLabel="Accept passwords"
            trigger={<Button>Accept passwords again</Button>}
            onConfirm={() => setOnlySignOnAction("off")}
          />
        ) : (
          <ConfirmDialog
            title="Refuse passwords?"
            consequence="Every admin of this account has to sign in with SSO from now on. Who is signed in with a password is signed out now."
            confirmLabel="Refuse passwords"
            danger
            trigger={<Button disabled={!cameBySso}>Refuse passwords</Button>}
            onConfirm={() => setOnlySignOnAction("on")}
          />
        )}
      </div>
    </section>
  );
}

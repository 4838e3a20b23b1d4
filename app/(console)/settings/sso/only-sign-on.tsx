"use client";

import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { t } from "#lib/text.ts";
import { setOnlySignOnAction } from "./actions.ts";

/** Whether passwords open this account too. Who refuses them must have come without one, so that somebody can come back. */
export function OnlySignOn({ only, cameBySso }: { only: boolean; cameBySso: boolean }) {
  return (
    <section aria-labelledby="only-sso" className="grid gap-3">
      <h3 id="only-sso" className="font-semibold text-lg">
        {t("Only SSO")}
      </h3>
      <p className="text-pretty text-muted">
        {only
          ? t(
              "Passwords do not open this account. Should the identity provider fail, whoever runs Account Center can accept them again.",
            )
          : t("Passwords open this account too.")}
        {!only && !cameBySso && ` ${t("To refuse them, sign in with SSO first: that shows that it works.")}`}
      </p>
      <div>
        {only ? (
          <ConfirmDialog
            title={t("Accept passwords again?")}
            consequence={t("Every admin of this account can sign in with email and password, beside single sign-on.")}
            confirmLabel={t("Accept passwords")}
            trigger={<Button>{t("Accept passwords again")}</Button>}
            onConfirm={() => setOnlySignOnAction("off")}
          />
        ) : (
          <ConfirmDialog
            title={t("Refuse passwords?")}
            consequence={t(
              "Every admin of this account has to sign in with SSO from now on. Who is signed in with a password is signed out now.",
            )}
            confirmLabel={t("Refuse passwords")}
            danger
            trigger={<Button disabled={!cameBySso}>{t("Refuse passwords")}</Button>}
            onConfirm={() => setOnlySignOnAction("on")}
          />
        )}
      </div>
    </section>
  );
}

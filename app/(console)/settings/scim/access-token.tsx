"use client";

import { useEffect, useRef, useState } from "react";
import { rich } from "#components/rich.ts";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { LeaveGuard } from "#components/ui/leave-guard.tsx";
import { ButtonLink } from "#components/ui/link.tsx";
import { SecretField } from "#components/ui/secret-field.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";
import { LiveFirstCall } from "./live-first-call.tsx";

export type CreatedToken = { configurationId: string; configurationName: string; token: string; expiresAt: string };

type AccessTokenProps = { created: CreatedToken; tenantUrl: string };

/** A token that was made just now. Leaving before it was copied or downloaded asks. */
export function AccessToken({ created, tenantUrl }: AccessTokenProps) {
  const [saved, setSaved] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { configurationId, configurationName, token, expiresAt } = created;
  return (
    <div className="grid gap-6">
      <div className="grid gap-1">
        <h2 ref={heading} tabIndex={-1} className="break-words font-semibold text-lg outline-none">
          {t("{configurationName} is ready", { configurationName })}
        </h2>
        <p className="text-pretty text-muted">{t("Paste the Tenant URL and this token into your identity provider.")}</p>
      </div>
      <SecretField
        label={t("Access token")}
        value={token}
        fileName={`${fileName(configurationName)}-access-token.txt`}
        fileText={`${t("Tenant URL: {tenantUrl}\nAccess token: {token}", { tenantUrl, token })}
`}
        hint={rich("Expires {time}", { time: <Time iso={expiresAt} format="date" /> })}
        onSaved={() => setSaved(true)}
      />
      {saved ? (
        <InlineAlert tone="ok">{t("You have the token. You can leave this page.")}</InlineAlert>
      ) : (
        <InlineAlert tone="warn">{t("Copy or download it now. It will not be shown again.")}</InlineAlert>
      )}
      <LiveFirstCall configurationId={configurationId} />
      <div className="border-line border-t pt-5">
        <ButtonLink href={`/settings/scim/${configurationId}`} variant={saved ? "primary" : "secondary"}>
          {t("Go to configuration")}
        </ButtonLink>
      </div>
      <LeaveGuard
        active={!saved}
        title={t("Leave without the token?")}
        question={t("You have not copied this token. It will not be shown again.")}
        leaveLabel={t("Leave anyway")}
        stayLabel={t("Stay on this page")}
      />
    </div>
  );
}

function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "") || "scim";
}

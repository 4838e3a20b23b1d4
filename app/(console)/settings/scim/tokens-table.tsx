"use client";

import { rich } from "#components/rich.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog, type ConfirmResult } from "#components/ui/confirm-dialog.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";

export type TokenRow = {
  id: string;
  /** Its last characters. */
  hint: string;
  createdAt: string;
  createdBy: string;
  expiresAt: string;
  lastUsedAt?: string;
  state: "active" | "expired" | "revoked";
};

type TokensTableProps = {
  tokens: TokenRow[] /** Without it nothing can be revoked. */;
  revoke?: (tokenId: string) => Promise<ConfirmResult>;
};

export function TokensTable({ tokens, revoke }: TokensTableProps) {
  return (
    <ul className="divide-y divide-line">
      {tokens.map((token) => (
        <li key={token.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
          <div className="grid min-w-0 gap-0.5">
            <p className="flex items-center gap-2.5">
              <span className="font-mono text-sm">
                <span aria-hidden>…</span>
                {token.hint}
              </span>
              <State token={token} />
            </p>
            <p className="text-pretty text-muted text-sm">
              {rich("Created {time} by {createdBy}", { time: <Time iso={token.createdAt} />, createdBy: token.createdBy })} ·{" "}
              {token.state === "expired"
                ? rich("expired {time}", { time: <Time iso={token.expiresAt} format="date" /> })
                : rich("expires {time}", { time: <Time iso={token.expiresAt} format="date" /> })}{" "}
              · {token.lastUsedAt ? <LastUsed iso={token.lastUsedAt} /> : t("never used")}
            </p>
          </div>
          {revoke && token.state === "active" && (
            <ConfirmDialog
              title={t("Revoke the token …{hint}?", { hint: token.hint })}
              consequence={t(
                "Calls with this token are refused from now on. People, licenses and groups stay as they are. Your identity provider needs another token to go on.",
              )}
              confirmLabel={t("Revoke token")}
              danger
              trigger={
                <Button size="sm">
                  {t("Revoke")}
                  <span className="sr-only"> {t("token …{hint}", { hint: token.hint })}</span>
                </Button>
              }
              onConfirm={() => revoke(token.id)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function State({ token: { state } }: { token: TokenRow }) {
  if (state === "active") return <Badge tone="ok">{t("Active")}</Badge>;
  return <Badge tone={state === "expired" ? "warn" : "neutral"}>{state === "expired" ? t("Expired") : t("Revoked")}</Badge>;
}

const LastUsed = ({ iso }: { iso: string }) => rich("last used {time}", { time: <Time iso={iso} /> });

import { ChevronRight } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { listSeats } from "#db/queries/admins.ts";
import { requireAdmin } from "#lib/auth.ts";
import { safeCallbackUrl } from "#lib/callback-url.ts";
import { chooseAccount } from "./actions.ts";

export const metadata: Metadata = { title: "Choose an account" };

type ChooseAccountProps = { searchParams: Promise<{ callbackUrl?: string | string[] }> };

/** Everybody passes here after signing in; who has one account does not notice. */
export default async function ChooseAccountPage({ searchParams }: ChooseAccountProps) {
  const admin = await requireAdmin();
  const { callbackUrl } = await searchParams;
  const next = safeCallbackUrl(typeof callbackUrl === "string" ? callbackUrl : undefined);
  const seats = await listSeats(admin.identityId);
  if (seats.length === 1) redirect(next);
  return (
    <PlainPage title="Choose an account" description={`${admin.email} administers several.`}>
      <form action={chooseAccount} className="grid gap-2">
        <input type="hidden" name="callbackUrl" value={next} />
        {seats.map(({ accountId, accountName, role }) => (
          <button
            key={accountId}
            type="submit"
            name="account"
            value={accountId}
            className="flex items-center justify-between gap-3 rounded-control border border-line px-4 py-3 text-left hover:border-line-strong hover:bg-hover"
          >
            <span className="min-w-0">
              <span className="block truncate font-medium">{accountName}</span>
              <span className="block text-muted text-sm">{role === "full" ? "Full admin" : "Sub admin"}</span>
            </span>
            <ChevronRight size={16} className="shrink-0 text-faint" />
          </button>
        ))}
      </form>
    </PlainPage>
  );
}

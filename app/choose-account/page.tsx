import { ChevronRight } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { listSeats, type Seat } from "#db/queries/admins.ts";
import { requireAdmin } from "#lib/auth.ts";
import { safeCallbackUrl } from "#lib/callback-url.ts";
import { t } from "#lib/text.ts";
import { Presence } from "../(console)/presence.tsx";
import { chooseAccount } from "./actions.ts";

export const metadata: Metadata = { title: t("Choose an account") };

type ChooseAccountProps = { searchParams: Promise<{ callbackUrl?: string | string[] }> };

/** Everybody passes here after signing in; who has one account does not notice. */
export default async function ChooseAccountPage({ searchParams }: ChooseAccountProps) {
  const admin = await requireAdmin();
  const { callbackUrl } = await searchParams;
  const next = safeCallbackUrl(typeof callbackUrl === "string" ? callbackUrl : undefined);
  if (admin.accountCount === 1) redirect(next);
  const seats = await listSeats(admin.identityId);
  return (
    <PlainPage title={t("Choose an account")} description={t("{email} administers several.", { email: admin.email })}>
      <Presence />
      <form action={chooseAccount} className="grid gap-2">
        <input type="hidden" name="callbackUrl" value={next} />
        {seats.map((seat) => (
          <Choice key={seat.accountId} {...seat} next={next} />
        ))}
      </form>
    </PlainPage>
  );
}

const roleNames = { full: t("Full admin"), sub: t("Sub admin") };
const look =
  "flex items-center justify-between gap-3 rounded-control border border-line px-4 py-3 text-left hover:border-line-strong hover:bg-hover";

function Choice({ accountId, accountName, role, onlySso, next }: Seat & { next: string }) {
  const says = (
    <>
      <span className="min-w-0">
        <span className="block truncate font-medium">{accountName}</span>
        <span className="block text-muted text-sm">
          {roleNames[role]}
          {onlySso && ` · ${t("by single sign-on")}`}
        </span>
      </span>
      <ChevronRight size={16} className="shrink-0 text-faint" />
    </>
  );
  // a plain link: nothing goes to an identity provider before somebody asks
  return onlySso ? (
    <a href={`/sign-in/sso/${accountId}?callbackUrl=${encodeURIComponent(next)}`} className={look}>
      {says}
    </a>
  ) : (
    <button type="submit" name="account" value={accountId} className={look}>
      {says}
    </button>
  );
}

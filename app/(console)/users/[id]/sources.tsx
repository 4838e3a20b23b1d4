import { rich } from "#components/rich.ts";
import { Link } from "#components/ui/link.tsx";
import { Status } from "#components/ui/status.tsx";
import { t } from "#lib/text.ts";
import type { ProfileSource } from "./profile.tsx";

/** What each identity provider says of a person. */
export function Sources({ sources, handMade }: { sources: ProfileSource[]; handMade: boolean }) {
  return (
    <section aria-labelledby="sources" className="min-w-0">
      <h2 id="sources" className="flex h-10 items-center border-line border-b font-semibold">
        {t("Provisioned by")}
      </h2>
      <ul className="divide-y divide-line">
        {sources.map(({ name, href, externalId, active }) => (
          <li key={href} className="grid gap-0.5 py-2.5">
            <span className="flex flex-wrap items-baseline justify-between gap-x-4">
              <Link href={href} className="min-w-0 break-words">
                {name}
              </Link>
              <Status tone={active ? "ok" : "neutral"}>{active ? t("Says active") : t("Says inactive")}</Status>
            </span>
            {externalId && (
              <span className="break-all text-muted text-sm">
                {rich("Its ID: {externalId}", { externalId: <span className="font-mono">{externalId}</span> })}
              </span>
            )}
          </li>
        ))}
        {handMade && <li className="py-2.5 text-muted">{t("Also added by hand: an admin keeps this person active.")}</li>}
      </ul>
    </section>
  );
}

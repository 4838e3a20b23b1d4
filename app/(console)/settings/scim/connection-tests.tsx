import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";

export type ConnectionTest = {
  id: string;
  at: string;
  accepted: boolean;
  idp?: string;
  /** What to change in the IdP, when it was refused. */
  advice?: string;
};

/** Every time the IdP knocked, and whether it was let in. */
export function ConnectionTests({ tests }: { tests: ConnectionTest[] }) {
  if (tests.length === 0)
    return <p className="px-4 py-3 text-muted">{t("None yet. Press Test connection in your identity provider.")}</p>;
  return (
    <ol className="divide-y divide-line">
      {tests.map((test) => (
        <li key={test.id} className="grid gap-0.5 px-4 py-3">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <Status tone={test.accepted ? "ok" : "bad"}>{test.accepted ? t("Accepted") : t("Refused")}</Status>
            <span className="ml-4 text-muted text-sm sm:ml-0">
              {test.idp && `${test.idp} · `}
              <Time iso={test.at} />
            </span>
          </div>
          {test.advice && <p className="pl-4 text-pretty text-muted">{test.advice}</p>}
        </li>
      ))}
    </ol>
  );
}

import { Badge } from "#components/ui/badge.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";

export type Problem = {
  id: string;
  at: string;
  /** "PATCH /scim/v2/Users/…" */
  call: string;
  status: number;
  scimType?: string;
  refused: boolean;
  detail: string;
  advice?: string;
};

/** Calls that failed or lost something, newest first, each with what to change in the IdP. */
export function Problems({ problems }: { problems: Problem[] }) {
  if (problems.length === 0) return <p className="px-4 py-3 text-muted">{t("None. Every call was answered in full.")}</p>;
  return (
    <ol className="divide-y divide-line">
      {problems.map((problem) => (
        <li key={problem.id} className="grid gap-1 px-4 py-3">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="flex min-w-0 items-baseline gap-2">
              <Badge tone={problem.refused ? "bad" : "warn"}>{problem.status}</Badge>
              <span className="min-w-0 break-words">{problem.detail}</span>
            </span>
            <span className="text-muted text-sm">
              <Time iso={problem.at} />
            </span>
          </div>
          {problem.advice && <p className="text-pretty text-muted">{problem.advice}</p>}
          <p className="break-all font-mono text-faint text-xs">
            {problem.call}
            {problem.scimType && ` · ${problem.scimType}`}
          </p>
        </li>
      ))}
    </ol>
  );
}

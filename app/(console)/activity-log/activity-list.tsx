import { ChevronLeft, ChevronRight } from "lucide-react";
import { Diff } from "#components/ui/diff.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ButtonLink } from "#components/ui/link.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";
import { ActivitySentence } from "../activity-sentence.tsx";
import type { ActivityText } from "../activity-text.ts";
import type { ActivityParams } from "./activity-query.ts";

export type ActivityEntry = ActivityText & { id: string; at: string };

type ActivityListProps = { entries: ActivityEntry[]; filters: ActivityParams; older?: string; newer?: string };

/** What happened, newest first: to whom, what, before → after; who and when beside it, beneath it where there is no room. */
export function ActivityList({ entries, filters, older, newer }: ActivityListProps) {
  const paged = older !== undefined || newer !== undefined;
  if (entries.length === 0) return <Nothing narrowed={Object.keys(filters).length > 0} />;
  return (
    <div className="grid gap-4">
      <ol aria-label={t("Activity")} className="border-line border-t">
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {paged && (
        <nav aria-label={t("Pages")} className="flex items-center justify-between gap-2">
          <Turn filters={filters} cursor={newer && { after: newer }} icon={<ChevronLeft size={16} />} label={t("Newer")} />
          <Turn filters={filters} cursor={older && { before: older }} icon={<ChevronRight size={16} />} label={t("Older")} />
        </nav>
      )}
    </div>
  );
}

function Entry({ entry }: { entry: ActivityEntry }) {
  const { subject, says, tone, by, at, changes, advice, request } = entry;
  return (
    <li className="grid gap-x-6 gap-y-1 border-line border-b py-3 md:grid-cols-[minmax(0,1fr)_13rem]">
      <div className="grid min-w-0 content-start gap-1.5">
        <Status tone={tone}>
          <ActivitySentence subject={subject} says={says} />
        </Status>
        {(advice || request || changes.length > 0) && (
          <div className="grid min-w-0 gap-1.5 pl-4">
            {advice && <p className="text-pretty text-muted">{advice}</p>}
            {request && <p className="break-all font-mono text-faint text-xs">{request}</p>}
            {changes.length > 0 && <Changes changes={changes} />}
          </div>
        )}
      </div>
      <p className="pl-4 text-muted text-sm md:pl-0 md:text-right">
        <span className="min-w-0 break-words">{by.name}</span>
        {by.kind === "idp" && (
          <span className="text-faint">
            {" "}
            {" · "}
            {t("IdP")}
          </span>
        )}
        <span className="md:hidden"> · </span>
        <span className="text-faint md:block">
          <Time iso={at} />
        </span>
      </p>
    </li>
  );
}

const shownAtOnce = 3;

/** A new person brings many values: the first few, the others on demand. */
function Changes({ changes }: { changes: ActivityEntry["changes"] }) {
  if (changes.length <= shownAtOnce) return <Diff changes={changes} quiet />;
  return (
    <details className="group">
      <summary className="w-fit text-accent-text text-sm hover:underline">
        {t("{count} values", { count: changes.length })}
        <span className="sr-only"> {t("that changed")}</span>
      </summary>
      <div className="pt-1.5">
        <Diff changes={changes} />
      </div>
    </details>
  );
}

type TurnProps = {
  filters: ActivityParams;
  cursor: Record<string, string> | undefined | "";
  icon: React.ReactNode;
  label: string;
};

function Turn({ filters, cursor, icon, label }: TurnProps) {
  if (!cursor) return <span />;
  return (
    <ButtonLink href={`/activity-log?${new URLSearchParams({ ...filters, ...cursor })}`} size="sm" icon={icon}>
      {label}
    </ButtonLink>
  );
}

function Nothing({ narrowed }: { narrowed: boolean }) {
  if (!narrowed)
    return (
      <EmptyState title={t("Nothing has happened yet")}>
        {t("What admins and identity providers change appears here.")}
      </EmptyState>
    );
  return (
    <EmptyState title={t("Nothing matches")} action={<ButtonLink href="/activity-log">{t("Clear filters")}</ButtonLink>}>
      {t("No change and no failed request fits these filters.")}
    </EmptyState>
  );
}

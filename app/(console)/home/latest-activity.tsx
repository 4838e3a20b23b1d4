import { Link } from "#components/ui/link.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import { t } from "#lib/text.ts";
import { ActivitySentence } from "../activity-sentence.tsx";
import type { ActivityText } from "../activity-text.ts";

/** What happened last, and the way to all of it. */
export function LatestActivity({ entries }: { entries: (ActivityText & { id: string; at: string })[] }) {
  if (entries.length === 0) return null;
  return (
    <section aria-labelledby="latest" className="grid gap-3">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="latest" className="font-semibold text-lg">
          {t("Latest activity")}
        </h2>
        <Link href="/activity-log">{t("Activity log")}</Link>
      </div>
      <Timeline
        events={entries.map(({ id, at, subject, says, by, tone }) => ({
          ...{ id, at, tone, by: by.kind === "system" ? undefined : by.name },
          title: <ActivitySentence subject={subject} says={says} />,
        }))}
      />
    </section>
  );
}

import { ButtonLink } from "#components/ui/link.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";
import type { AttentionItem } from "./attention-items.ts";

/** What needs somebody now, the worst first, each with its one next step. */
export function Attention({ items }: { items: AttentionItem[] }) {
  return (
    <section aria-labelledby="attention" className="grid gap-3">
      <h2 id="attention" className="font-semibold text-lg">
        {t("Needs attention")}
      </h2>
      <ul className="divide-y divide-line rounded-card border border-line">
        {items.map(({ id, tone, title, text, at, action }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
            <div className="grid min-w-0 flex-1 basis-72 gap-0.5">
              <Status tone={tone}>
                <span className="font-medium">{title}</span>
              </Status>
              <p className="pl-4 text-pretty text-muted">
                {text}
                {at && (
                  <>
                    {" "}
                    <Time iso={at} />.
                  </>
                )}
              </p>
            </div>
            <ButtonLink href={action.href} size="sm" className="ml-4 sm:ml-0">
              {action.label}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { formatNumber, formatPercent } from "#components/ui/number.tsx";
import { Progress } from "#components/ui/progress.tsx";
import type { Present } from "#db/queries/reporting.ts";
import { t } from "#lib/text.ts";

/** From asking for a license to using it, as it is now. */
export function Funnel({ present: { waiting, invited, activated } }: { present: Present }) {
  const asked = waiting + invited + activated;
  const steps = [
    { label: t("Asked for a license"), count: asked, tone: "neutral" },
    { label: t("Got one"), count: invited + activated, tone: "accent" },
    { label: t("Activated it"), count: activated, tone: "ok" },
  ] as const;
  const share = (count: number) => (asked === 0 ? 0 : count / asked);
  return (
    <section aria-labelledby="funnel" className="grid content-start gap-4">
      <div>
        <h2 id="funnel" className="font-semibold text-lg">
          {t("Activation")}
        </h2>
        <p className="text-muted text-sm">
          {asked === 0
            ? t("Nobody has asked for a license yet.")
            : t("{share} of who asked have activated.", { share: formatPercent(share(activated)) })}
        </p>
      </div>
      <ol className="grid gap-4">
        {steps.map(({ label, count, tone }) => (
          <li key={label} className="grid gap-1.5">
            <div className="flex justify-between gap-3">
              <span>{label}</span>
              <span className="tabular-nums">
                {formatNumber(count)} <span className="text-muted">· {formatPercent(share(count))}</span>
              </span>
            </div>
            <Progress label={label} max={asked} segments={[{ value: count, tone }]} />
          </li>
        ))}
      </ol>
    </section>
  );
}

import { Check } from "lucide-react";
import { ButtonLink } from "#components/ui/link.tsx";
import { t } from "#lib/text.ts";
import { cn } from "#lib/utils.ts";

export type StartStep = { title: string; text: string; done: boolean; action?: { label: string; href: string } };

type Facts = {
  /** Does the account own a license type that opens SCIM? */
  available: boolean;
  canChange: boolean;
  configurations: readonly { id: string; people: number; tested: boolean }[];
};

/** The way to the first synced person; nothing once somebody has arrived, or where SCIM is not for sale. */
export function startSteps({ available, canChange, configurations }: Facts): StartStep[] {
  if (!available || configurations.some(({ people }) => people > 0)) return [];
  const [first] = configurations;
  const tested = configurations.some((configuration) => configuration.tested);
  const page = first && `/settings/scim/${first.id}`;
  return [
    {
      title: t("Create a SCIM configuration"),
      text: t("Choose whether arriving people get a license, and generate the access token."),
      done: first !== undefined,
      ...(canChange && { action: { label: t("Add new SCIM configuration"), href: "/settings/scim/new" } }),
    },
    {
      title: t("Connect your identity provider"),
      text: t("Paste the Tenant URL and the access token there and press Test connection. It appears here by itself."),
      done: tested,
      ...(page && { action: { label: t("Open the guide"), href: page } }),
    },
    {
      title: t("Watch the first person arrive"),
      text: t("Assign one person with the role User and use Provision on demand before you start provisioning for all."),
      done: false,
      ...(page && { action: { label: t("Open the configuration"), href: page } }),
    },
  ];
}

/** Numbered steps; the next one carries the button. */
export function StartHere({ steps }: { steps: StartStep[] }) {
  const next = steps.findIndex(({ done }) => !done);
  return (
    <section aria-labelledby="start" className="grid gap-3">
      <h2 id="start" className="font-semibold text-lg">
        {t("Start here")}
      </h2>
      <ol className="divide-y divide-line rounded-card border border-line">
        {steps.map(({ title, text, done, action }, index) => (
          <li
            key={title}
            aria-current={index === next ? "step" : undefined}
            className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 gap-y-3 px-4 py-4 sm:grid-cols-[auto_minmax(0,1fr)_auto] sm:items-center sm:gap-x-4"
          >
            <span
              aria-hidden
              className={cn(
                "-mt-0.5 grid size-6 place-items-center sm:mt-0 rounded-full font-medium text-xs tabular-nums",
                done ? "bg-ok-soft text-ok" : index === next ? "bg-accent text-on-accent" : "border border-line text-muted",
              )}
            >
              {done ? <Check size={14} /> : index + 1}
            </span>
            <div className="grid min-w-0 gap-0.5">
              <p className={cn("font-medium", done && "text-muted")}>
                {title}
                {done && <span className="sr-only">: {t("done")}</span>}
              </p>
              <p className="text-pretty text-muted">{text}</p>
            </div>
            {index === next && action && (
              <ButtonLink href={action.href} variant="primary" className="col-start-2 w-fit sm:col-start-auto">
                {action.label}
              </ButtonLink>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

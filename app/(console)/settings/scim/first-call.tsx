import type { ReactNode } from "react";
import { rich } from "#components/rich.ts";
import { formatCount, formatNumber } from "#components/ui/number.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";

export type FirstCallStatus =
  | { kind: "waiting" }
  | { kind: "accepted"; at: string; idp?: string }
  | { kind: "refused"; at: string; idp?: string; reason: string }
  | {
      kind: "syncing";
      idp?: string;
      created: number;
      updated: number;
      licensed: number;
      waiting: number;
      failed: number;
      perMinute: number;
    }
  | { kind: "watching"; idp?: string; people: number; lastCallAt: string };

/** What the IdP has done with this configuration so far; changes are read aloud. */
export function FirstCall({ status }: { status: FirstCallStatus }) {
  return (
    <div role="status" aria-label={t("Connection")} className="rounded-card border border-line px-4 py-3">
      <Sentence status={status} />
    </div>
  );
}

function Sentence({ status }: { status: FirstCallStatus }) {
  switch (status.kind) {
    case "waiting":
      return (
        <Line tone="neutral" live title={t("Waiting for the first call")}>
          {t("Press Test connection in your identity provider. It appears here by itself.")}
        </Line>
      );
    case "accepted":
      return (
        <Line tone="ok" title={t("Connection test accepted")}>
          {by(status.idp)} · <Time iso={status.at} />
        </Line>
      );
    case "refused":
      return (
        <Line tone="bad" title={t("Connection test refused")}>
          {status.reason} {by(status.idp)} · <Time iso={status.at} />
        </Line>
      );
    case "syncing":
      return (
        <Line tone="ok" live title={t("First sync running")}>
          {t("{counts} · {perMinute} per minute", { counts: counts(status), perMinute: formatNumber(status.perMinute) })}
        </Line>
      );
    case "watching":
      return (
        <Line tone="ok" title={t("Watching for changes")}>
          {rich("{people} from {idp} · last call {time}", {
            people: formatCount(status.people, "person", "people"),
            idp: status.idp ?? t("your identity provider"),
            time: <Time iso={status.lastCallAt} />,
          })}
        </Line>
      );
  }
}

type LineProps = { tone: "ok" | "bad" | "neutral"; live?: boolean; title: string; children: ReactNode };

function Line({ tone, live, title, children }: LineProps) {
  return (
    <>
      <Status tone={tone} live={live}>
        <span className="font-medium">{title}</span>
      </Status>
      <p className="pl-4 text-pretty text-muted tabular-nums">{children}</p>
    </>
  );
}

const by = (idp: string | undefined) => (idp ? t("By {idp}", { idp }) : t("By an unknown client"));

function counts(status: Extract<FirstCallStatus, { kind: "syncing" }>): string {
  const parts: [number, string][] = [
    [status.created, "created"],
    [status.updated, "updated"],
    [status.licensed, "licensed"],
    [status.waiting, "waiting"],
    [status.failed, "failed"],
  ];
  return parts
    .filter(([count, word]) => count > 0 || word === "created")
    .map(([count, word]) => `${formatNumber(count)} ${word}`)
    .join(", ");
}

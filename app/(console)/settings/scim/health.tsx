import type { Tone } from "#components/ui/badge.tsx";
import { Status } from "#components/ui/status.tsx";
import { t } from "#lib/text.ts";

export type HealthState = "not-called" | "syncing" | "working" | "refused" | "failing" | "paused";

const looks: Record<HealthState, { tone: Tone; text: string; live?: boolean }> = {
  "not-called": { tone: "neutral", text: t("Waiting for the first call") },
  syncing: { tone: "ok", text: t("First sync running"), live: true },
  working: { tone: "ok", text: t("Watching for changes") },
  refused: { tone: "bad", text: t("Calls are refused") },
  failing: { tone: "warn", text: t("Some calls fail") },
  paused: { tone: "neutral", text: t("Paused") },
};

export function Health({ state }: { state: HealthState }) {
  const { tone, text, live } = looks[state];
  return (
    <Status tone={tone} live={live}>
      {text}
    </Status>
  );
}

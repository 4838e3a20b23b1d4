import type { Tone } from "#components/ui/badge.tsx";
import { Status } from "#components/ui/status.tsx";

export type HealthState = "not-called" | "syncing" | "working" | "refused" | "failing" | "paused";

const looks: Record<HealthState, { tone: Tone; text: string; live?: boolean }> = {
  "not-called": { tone: "neutral", text: "Waiting for the first call" },
  syncing: { tone: "ok", text: "First sync running", live: true },
  working: { tone: "ok", text: "Watching for changes" },
  refused: { tone: "bad", text: "Calls are refused" },
  failing: { tone: "warn", text: "Some calls fail" },
  paused: { tone: "neutral", text: "Paused" },
};

export function Health({ state }: { state: HealthState }) {
  const { tone, text, live } = looks[state];
  return (
    <Status tone={tone} live={live}>
      {text}
    </Status>
  );
}

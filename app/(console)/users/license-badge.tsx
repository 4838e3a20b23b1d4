import { Badge, type Tone } from "#components/ui/badge.tsx";

export type LicenseStatus = "invited" | "activated" | "waiting" | "held" | "dormant";

const looks: Record<LicenseStatus, { tone: Tone; word: string }> = {
  invited: { tone: "info", word: "Invited" },
  activated: { tone: "ok", word: "Activated" },
  waiting: { tone: "warn", word: "Waiting" },
  held: { tone: "neutral", word: "Held back" },
  dormant: { tone: "neutral", word: "Not given" },
};

/** Where a license stands for one person; `position` is their place in the waiting line. */
export function LicenseBadge({ status, position }: { status: LicenseStatus; position?: number }) {
  const { tone, word } = looks[status];
  return (
    <Badge tone={tone}>
      {word}
      {position !== undefined && ` · ${position}`}
    </Badge>
  );
}

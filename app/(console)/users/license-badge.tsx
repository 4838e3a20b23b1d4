import { Badge, type Tone } from "#components/ui/badge.tsx";
import { licenseWord } from "./license-word.ts";

export type LicenseStatus = "invited" | "activated" | "waiting" | "held" | "dormant";

const tones: Record<LicenseStatus, Tone> = {
  invited: "info",
  activated: "ok",
  waiting: "warn",
  held: "neutral",
  dormant: "neutral",
};

/** Where a license stands for one person; `position` is their place in the waiting line. */
export function LicenseBadge({ status, position }: { status: LicenseStatus; position?: number }) {
  return (
    <Badge tone={tones[status]}>
      {licenseWord(status)}
      {position !== undefined && ` · ${position}`}
    </Badge>
  );
}

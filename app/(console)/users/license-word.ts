import { t } from "#lib/text.ts";
import type { LicenseStatus } from "./license-badge.tsx";

const words: Record<LicenseStatus, string> = {
  invited: t("Invited"),
  activated: t("Activated"),
  waiting: t("Waiting"),
  held: t("Held back"),
  dormant: t("Not given"),
};

export const licenseWord = (status: LicenseStatus): string => words[status];

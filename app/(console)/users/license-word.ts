import type { LicenseStatus } from "./license-badge.tsx";

const words: Record<LicenseStatus, string> = {
  invited: "Invited",
  activated: "Activated",
  waiting: "Waiting",
  held: "Held back",
  dormant: "Not given",
};

export const licenseWord = (status: LicenseStatus): string => words[status];

import { EmptyState } from "#components/ui/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import { LicenseBadge, type LicenseStatus } from "../license-badge.tsx";

export type ProfileLicense = {
  id: string;
  name: string;
  status: LicenseStatus;
  position?: number;
  /** In words: "Auto-assigned by Entra ID". */
  reason: string;
  since: string;
};

export function ProfileLicenses({ licenses }: { licenses: ProfileLicense[] }) {
  if (licenses.length === 0) return <EmptyState title="No licenses">Nothing has assigned a license to this person.</EmptyState>;
  return (
    <ul className="-mt-3 divide-y divide-line">
      {licenses.map((license) => (
        <li key={license.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3">
          <div className="min-w-0">
            <p className="font-medium">{license.name}</p>
            <p className="text-muted text-sm">
              {license.reason} · <Time iso={license.since} />
            </p>
          </div>
          <span className="flex items-center gap-2">
            {license.position !== undefined && <span className="text-muted text-sm">Number {license.position} in line</span>}
            <LicenseBadge status={license.status} />
          </span>
        </li>
      ))}
    </ul>
  );
}

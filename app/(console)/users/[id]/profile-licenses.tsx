import { EmptyState } from "#components/ui/empty-state.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";
import { LicenseBadge, type LicenseStatus } from "../license-badge.tsx";
import { type AssignableLicense, AssignLicense } from "./assign-license.tsx";
import { LicenseMenu } from "./license-menu.tsx";

export type ProfileLicense = {
  /** Of the pool. */
  id: string;
  name: string;
  status: LicenseStatus;
  position?: number;
  /** In words: "Auto-assigned by Entra ID". */
  reasons: string[];
  /** One of them gives the license by itself: a configuration or a group rule. */
  automatic: boolean;
  /** "Activated", "Waiting since": when, is `since`. */
  sinceWord: string;
  since: string;
  /** Why there is none now, although there is a reason. */
  note?: string;
  excluded: boolean;
};

type ProfileLicensesProps = {
  person: { id: string; name: string; active: boolean };
  licenses: ProfileLicense[];
  /** What could still be assigned; nothing for a Sub admin. */
  choices?: AssignableLicense[];
};

/** What somebody has, why, and since when. */
export function ProfileLicenses({ person, licenses, choices }: ProfileLicensesProps) {
  return (
    <div className="-mt-3 grid gap-3">
      {choices && choices.length > 0 && (
        <div className="flex justify-end pt-1">
          <AssignLicense person={person} choices={choices} />
        </div>
      )}
      {licenses.length === 0 ? (
        <EmptyState title={t("No licenses")}>{t("Nothing has assigned a license to this person.")}</EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {licenses.map((license) => (
            <li key={license.id} className="flex items-start justify-between gap-x-4 py-3">
              <License license={license} />
              {choices && (license.status !== "dormant" || license.excluded) && <LicenseMenu person={person} license={license} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function License({ license }: { license: ProfileLicense }) {
  const { name, status, position, reasons, sinceWord, since, note } = license;
  return (
    <div className="grid min-w-0 gap-0.5">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="min-w-0 break-words font-medium">{name}</span>
        <LicenseBadge status={status} />
        {position !== undefined && <span className="text-muted text-sm">{t("Number {position} in line", { position })}</span>}
      </p>
      {note && <p className="text-pretty text-sm">{note}</p>}
      <p className="text-pretty text-muted text-sm">
        {reasons.map((reason) => `${reason} · `)}
        {sinceWord} <Time iso={since} />
      </p>
    </div>
  );
}

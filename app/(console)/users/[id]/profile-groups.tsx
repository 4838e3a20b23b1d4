import { rich } from "#components/rich.ts";
import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { OwnerLabel } from "#components/ui/owner-label.tsx";
import { Time } from "#components/ui/time.tsx";
import { list, t } from "#lib/text.ts";
import { RemoveMember } from "../../groups/[id]/remove-member.tsx";
import { AddToGroups } from "./add-to-groups.tsx";

export type ProfileGroup = {
  id: string;
  name: string;
  /** The configuration that owns the group, by name. */
  configuration: string | null;
  addedHere: boolean;
  since: string;
  /** Licenses that its rules give. */
  licenses: string[];
};

type ProfileGroupsProps = { person: { id: string; name: string }; groups: ProfileGroup[]; mayChange: boolean };

/** The groups that a person is directly in. */
export function ProfileGroups({ person, groups, mayChange }: ProfileGroupsProps) {
  return (
    <div className="-mt-3 grid gap-3">
      {mayChange && (
        <div className="flex justify-end pt-1">
          <AddToGroups person={person} />
        </div>
      )}
      {groups.length === 0 ? (
        <EmptyState title={t("No groups")}>{t("This person is in no group.")}</EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {groups.map((group) => (
            <li key={group.id} className="flex items-center justify-between gap-x-4 py-3">
              <Group group={group} />
              {mayChange && (group.addedHere || group.configuration === null) && (
                <RemoveMember group={group} member={{ ...person, kind: "user" }} rules={group.licenses} />
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Group({ group: { id, name, configuration, addedHere, since, licenses } }: { group: ProfileGroup }) {
  return (
    <div className="grid min-w-0 gap-0.5">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Link href={`/groups/${id}`} className="min-w-0 break-words">
          {name}
        </Link>
        {configuration && <OwnerLabel text={t("Members come from {configuration}. Change them there.", { configuration })} />}
        {configuration && addedHere && <Badge tone="info">{t("Added here")}</Badge>}
      </p>
      <p className="text-pretty text-muted text-sm">
        {rich("Member since {time}", { time: <Time iso={since} format="date" /> })}
        {licenses.length > 0 && ` · ${t("gives {licenses}", { licenses: list(licenses) })}`}
      </p>
    </div>
  );
}

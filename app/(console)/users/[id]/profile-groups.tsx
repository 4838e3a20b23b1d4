import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { OwnerLabel } from "#components/ui/owner-label.tsx";

export type ProfileGroup = { id: string; name: string; configuration: string | null; addedHere: boolean };

/** The groups that a person is directly in. */
export function ProfileGroups({ groups }: { groups: ProfileGroup[] }) {
  if (groups.length === 0) return <EmptyState title="No groups">This person is in no group.</EmptyState>;
  return (
    <ul className="-mt-3 divide-y divide-line">
      {groups.map((group) => (
        <li key={group.id} className="flex min-w-0 items-center gap-2.5 py-3">
          <Link href={`/groups/${group.id}`} className="min-w-0 break-words">
            {group.name}
          </Link>
          {group.configuration && <OwnerLabel text={`Members come from ${group.configuration}. Change them there.`} />}
          {group.addedHere && <Badge tone="info">Added here</Badge>}
        </li>
      ))}
    </ul>
  );
}

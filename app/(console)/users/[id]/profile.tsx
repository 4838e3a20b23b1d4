import type { ReactNode } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { OwnerLabel } from "#components/ui/owner-label.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { type Property, PropertyList } from "#components/ui/property-list.tsx";
import { SectionTabs } from "#components/ui/section-tabs.tsx";
import { Status } from "#components/ui/status.tsx";
import { Timeline, type TimelineEvent } from "#components/ui/timeline.tsx";
import { type ProfileGroup, ProfileGroups } from "./profile-groups.tsx";
import { type ProfileLicense, ProfileLicenses } from "./profile-licenses.tsx";

type Field = "email" | "userName" | "title" | "department" | "manager" | "uniqueId" | "location";

export type ProfileUser = {
  name: string;
  state: "active" | "inactive" | "suspended";
  email?: string;
  /** Exactly as sent; shown on its own line when it differs from the email. */
  userName: string;
  title?: string;
  department?: string;
  manager?: { name: string; href?: string };
  uniqueId?: string;
  location?: string;
  /** What else arrived. */
  more: { label: string; value: string }[];
  /** The configuration that owns a field, by name; a field without one is edited here. */
  owners: Partial<Record<Field, string>>;
  configuration?: { name: string; href: string };
};

type ProfileProps = {
  user: ProfileUser;
  groups: ProfileGroup[];
  licenses: ProfileLicense[];
  activity: TimelineEvent[];
  tab?: string;
  action?: ReactNode;
};

/** Who this is, why they have what they have, and what happened to them. */
export function Profile({ user, groups, licenses, activity, tab, action }: ProfileProps) {
  return (
    <div className="mx-auto grid max-w-page gap-8">
      <PageHeader
        crumbs={[{ label: "Users", href: "/users" }]}
        lead={<Avatar name={user.name} size="lg" />}
        title={user.name}
        badge={user.configuration && <OwnerLabel text={`Comes from ${user.configuration.name}.`} />}
        description={<State user={user} />}
        action={action}
      />
      <div className="grid gap-x-14 gap-y-8 lg:grid-cols-2">
        <section aria-labelledby="employee-info" className="min-w-0">
          <h2 id="employee-info" className="flex h-10 items-center border-line border-b font-semibold">
            Employee info
          </h2>
          <PropertyList properties={properties(user)} />
          {user.more.length > 0 && <More items={user.more} />}
        </section>
        <div className="min-w-0">
          <SectionTabs
            label="About this person"
            param="tab"
            initial={tab ?? "licenses"}
            tabs={[
              { value: "groups", label: "Groups", content: <ProfileGroups groups={groups} /> },
              { value: "licenses", label: "Licenses", content: <ProfileLicenses licenses={licenses} /> },
              { value: "activity", label: "Activity", content: <Activity events={activity} /> },
            ]}
          />
        </div>
      </div>
    </div>
  );
}

const states = {
  active: { tone: "ok", word: "Active" },
  inactive: { tone: "neutral", word: "Inactive" },
  suspended: { tone: "warn", word: "Suspended" },
} as const;

function State({ user }: { user: ProfileUser }) {
  const { tone, word } = states[user.state];
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <Status tone={tone}>{word}</Status>
      {user.configuration ? (
        <span>
          Provisioned by <Link href={user.configuration.href}>{user.configuration.name}</Link>
        </span>
      ) : (
        <span>Added by hand</span>
      )}
    </span>
  );
}

function properties(user: ProfileUser): Property[] {
  const owned = (field: Field) => {
    const configuration = user.owners[field];
    return configuration ? { label: "IdP", text: `Kept true by ${configuration}. Change it there.` } : undefined;
  };
  const manager = user.manager?.href ? <Link href={user.manager.href}>{user.manager.name}</Link> : user.manager?.name;
  return [
    { label: "Email", value: user.email, owner: owned("email") },
    ...(user.userName === user.email ? [] : [{ label: "User name", value: user.userName, owner: owned("userName") }]),
    { label: "Title", value: user.title, owner: owned("title") },
    { label: "Department", value: user.department, owner: owned("department") },
    { label: "Manager", value: manager, owner: owned("manager") },
    { label: "Location", value: user.location, owner: owned("location") },
    { label: "Unique ID", value: user.uniqueId, owner: owned("uniqueId"), mono: true },
  ];
}

function More({ items }: { items: { label: string; value: string }[] }) {
  return (
    <details className="group border-line border-t">
      <summary className="flex h-11 items-center gap-2 text-accent-text [&::-webkit-details-marker]:hidden">
        <span className="group-open:hidden">More ({items.length})</span>
        <span className="hidden group-open:inline">Less</span>
      </summary>
      <PropertyList properties={items} />
    </details>
  );
}

function Activity({ events }: { events: TimelineEvent[] }) {
  if (events.length === 0) return <EmptyState title="Nothing has happened yet" />;
  return <Timeline events={events} />;
}

import type { ReactNode } from "react";
import { rich } from "#components/rich.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Link } from "#components/ui/link.tsx";
import { OwnerLabel } from "#components/ui/owner-label.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { type Property, PropertyList } from "#components/ui/property-list.tsx";
import { SectionTabs } from "#components/ui/section-tabs.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { Timeline, type TimelineEvent } from "#components/ui/timeline.tsx";
import { list, t } from "#lib/text.ts";
import { Sources } from "./sources.tsx";

type Field = "email" | "userName" | "title" | "department" | "manager" | "uniqueId" | "location";

/** A configuration by name, and what its identity provider sends as; or an admin who fixed the value. */
export type Owner = { name: string; attribute: string } | "fixed";

/** Where a person comes from: a configuration, the externalId that it gave them, and whether it says that they are active. */
export type ProfileSource = { name: string; href: string; externalId?: string; active: boolean };

export type ProfileUser = {
  id: string;
  name: string;
  state: "active" | "inactive" | "suspended";
  suspendedAt?: string;
  email?: string;
  /** Exactly as sent; shown on its own line when it differs from the email. */
  userName: string;
  title?: string;
  department?: string;
  manager?: { name: string; href?: string };
  uniqueId?: string;
  location?: string;
  /** What else arrived. */
  more: { label: string; value: string; owner?: Owner }[];
  /** Who keeps a field true, unless it simply is edited here. */
  owners: Partial<Record<Field, Owner>>;
  /** Added by an admin. */
  handMade: boolean;
  sources: ProfileSource[];
};

type ProfileProps = {
  user: ProfileUser;
  /** The parts behind the tabs. */
  groups: ReactNode;
  licenses: ReactNode;
  activity: TimelineEvent[];
  tab?: string;
  /** What can be done with the person, and with what is known about them. */
  action?: ReactNode;
  edit?: ReactNode;
};

/** Who this is, why they have what they have, and what happened to them. */
export function Profile({ user, groups, licenses, activity, tab, action, edit }: ProfileProps) {
  return (
    <div className="mx-auto grid max-w-page gap-8">
      <PageHeader
        crumbs={[{ label: t("Users"), href: "/users" }]}
        lead={<Avatar name={user.name} size="lg" />}
        title={user.name}
        badge={
          user.sources[0] && (
            <OwnerLabel text={t("Comes from {sources}.", { sources: list(user.sources.map(({ name }) => name)) })} />
          )
        }
        description={<State user={user} />}
        action={action}
      />
      {user.suspendedAt && (
        <InlineAlert tone="warn">
          {rich("Suspended {time}: inactive and without licenses, whatever an identity provider says.", {
            time: <Time iso={user.suspendedAt} />,
          })}
        </InlineAlert>
      )}
      <div className="grid gap-x-14 gap-y-8 lg:grid-cols-2">
        <div className="grid min-w-0 content-start gap-8">
          <section aria-labelledby="employee-info" className="min-w-0">
            <div className="flex h-10 items-center justify-between gap-4 border-line border-b">
              <h2 id="employee-info" className="font-semibold">
                {t("Employee info")}
              </h2>
              {edit}
            </div>
            <PropertyList properties={properties(user)} />
            {user.more.length > 0 && <More items={user.more} />}
          </section>
          {user.sources.length > 0 && <Sources sources={user.sources} handMade={user.handMade} />}
        </div>
        <div className="min-w-0">
          <SectionTabs
            label={t("About this person")}
            param="tab"
            initial={tab ?? "licenses"}
            tabs={[
              { value: "groups", label: t("Groups"), content: groups },
              { value: "licenses", label: t("Licenses"), content: licenses },
              { value: "activity", label: t("Activity"), content: <Activity userId={user.id} events={activity} /> },
            ]}
          />
        </div>
      </div>
    </div>
  );
}

const states = {
  active: { tone: "ok", word: t("Active") },
  inactive: { tone: "neutral", word: t("Inactive") },
  suspended: { tone: "warn", word: t("Suspended") },
} as const;

function State({ user }: { user: ProfileUser }) {
  const { tone, word } = states[user.state];
  const [first] = user.sources;
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <Status tone={tone}>{word}</Status>
      {first ? (
        <span>
          {user.sources.length === 1
            ? rich("Provisioned by {first}", { first: <Link href={first.href}>{first.name}</Link> })
            : rich("Provisioned by {first} and {others} more", {
                first: <Link href={first.href}>{first.name}</Link>,
                others: user.sources.length - 1,
              })}
        </span>
      ) : (
        <span>{t("Added by hand")}</span>
      )}
    </span>
  );
}

function properties(user: ProfileUser): Property[] {
  const owned = (field: Field) => ownerLabel(user.owners[field]);
  const manager = user.manager?.href ? <Link href={user.manager.href}>{user.manager.name}</Link> : user.manager?.name;
  const all: Property[] = [
    { label: t("Email"), value: user.email, owner: owned("email") },
    ...(user.userName === user.email ? [] : [{ label: t("User name"), value: user.userName, owner: owned("userName") }]),
    { label: t("Title"), value: user.title, owner: owned("title") },
    { label: t("Department"), value: user.department, owner: owned("department") },
    { label: t("Manager"), value: manager, owner: owned("manager") },
    { label: t("Location"), value: user.location, owner: owned("location") },
    { label: t("Unique ID"), value: user.uniqueId, owner: owned("uniqueId"), mono: true },
  ];
  // what is not set belongs to nobody
  return all.map((property) => (property.value ? property : { ...property, owner: undefined }));
}

/** Who keeps a value true, and where it is changed. */
function ownerLabel(owner: Owner | undefined): Property["owner"] {
  if (owner === "fixed")
    return { label: t("Fixed here"), text: t("An admin entered this. What an identity provider sends is kept for it alone.") };
  return owner && { label: t("IdP"), text: <WhereToChange {...owner} /> };
}

const WhereToChange = ({ name, attribute }: Exclude<Owner, "fixed">) =>
  rich("Kept true by {name}. Change it in its identity provider; it arrives with the next sync. SCIM attribute: {attribute}", {
    name,
    attribute: <span className="font-mono text-xs [overflow-wrap:anywhere]">{attribute}</span>,
  });

function More({ items }: { items: ProfileUser["more"] }) {
  return (
    <details className="group border-line border-t">
      <summary className="flex h-11 items-center gap-2 text-accent-text [&::-webkit-details-marker]:hidden">
        <span className="group-open:hidden">{t("More ({count})", { count: items.length })}</span>
        <span className="hidden group-open:inline">{t("Less")}</span>
      </summary>
      <PropertyList properties={items.map(({ owner, ...item }) => ({ ...item, owner: ownerLabel(owner) }))} />
    </details>
  );
}

function Activity({ userId, events }: { userId: string; events: TimelineEvent[] }) {
  if (events.length === 0) return <EmptyState title={t("Nothing has happened yet")} />;
  return (
    <div className="grid gap-5">
      <Timeline events={events} />
      <p>
        <Link href={`/activity-log?about=${userId}`}>{t("All of it in the Activity log")}</Link>
      </p>
    </div>
  );
}

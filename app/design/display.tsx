import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Diff } from "#components/ui/diff.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { PropertyList } from "#components/ui/property-list.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { StatCard } from "#components/ui/stat-card.tsx";
import { Status } from "#components/ui/status.tsx";
import { Stepper } from "#components/ui/stepper.tsx";
import { Timeline } from "#components/ui/timeline.tsx";

const owner = { label: "IdP", text: "Kept true by Entra ID. Change it there." };

export function Display({ theme }: { theme: string }) {
  return (
    <div className="grid gap-6">
      <div className="grid gap-3 sm:grid-cols-2">
        <StatCard
          title={`Advanced, ${theme}`}
          hint="50 seats"
          bar={
            <Progress
              label="Seats taken"
              max={50}
              segments={[
                { tone: "accent", value: 31 },
                { tone: "pending", value: 19 },
              ]}
            />
          }
          stats={[
            { label: "Available", value: 0, href: "/design?status=available" },
            { label: "Invited", value: 19, href: "/design?status=invited", current: true },
            { label: "Activated", value: 31, href: "/design?status=activated" },
            { label: "Waiting", value: 10, href: "/design?status=waiting", tone: "warn" },
          ]}
        />
        <Card title={`Access tokens, ${theme}`} action={<Button size="sm">Reissue token</Button>} className="self-start">
          <div className="px-4 py-3">
            <Status tone="ok">Accepted</Status>
          </div>
        </Card>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Badge>Neutral</Badge>
        <Badge tone="ok">Activated</Badge>
        <Badge tone="info">Invited</Badge>
        <Badge tone="warn">Waiting</Badge>
        <Badge tone="bad">Failed</Badge>
        <Status tone="ok" live>
          First sync running
        </Status>
        <Status tone="bad">Refused</Status>
        <Status tone="neutral">Never called</Status>
        <Avatar name="Ann Bee" />
        <Avatar name="李 小龍" size="lg" />
      </div>
      <div className="grid gap-2">
        <InlineAlert tone="info">Waiting for the first call of your IdP.</InlineAlert>
        <InlineAlert tone="ok" title="Connected">
          The connection test was accepted.
        </InlineAlert>
        <InlineAlert tone="warn" title="This address is not public" action={<Button size="sm">How to change it</Button>}>
          Identity providers call only https addresses that they can reach.
        </InlineAlert>
        <InlineAlert tone="bad" title="Could not create the configuration">
          The name is taken.
        </InlineAlert>
      </div>
      <div>
        <Panel title="SCIM Setup" summary="2 configurations, both working" defaultOpen>
          <p>Inside.</p>
        </Panel>
        <Panel title="Single Sign-On (SSO)" summary="Off">
          <p>Inside.</p>
        </Panel>
      </div>
      <PropertyList
        properties={[
          { label: "Email", value: "ann.bee@example.com", owner },
          { label: "User name", value: "ann.bee@corp.example", owner },
          { label: "Department", value: "Sales" },
          { label: "Location", value: undefined },
          { label: "Unique user ID", value: "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef", mono: true },
        ]}
      />
      <Timeline
        events={[
          {
            id: "1",
            at: "2026-03-01T09:12:00Z",
            title: "Created with a license of Sales Navigator Advanced",
            by: "Entra ID",
            tone: "ok",
          },
          {
            id: "2",
            at: "2026-03-02T10:00:00Z",
            title: "Changed",
            by: "Entra ID",
            children: (
              <Diff
                changes={[
                  { label: "Department", before: "Sales", after: "Marketing" },
                  { label: "Title", after: "Account executive" },
                ]}
              />
            ),
          },
          { id: "3", at: "2026-03-03T17:45:00Z", title: "Deactivated; the license went to the next in line", tone: "warn" },
        ]}
      />
      <Stepper
        steps={[
          { title: "Open Enterprise applications." },
          { title: "Choose Provisioning, then New configuration." },
          { title: "Press Test connection.", children: <p className="text-muted">It answers within a second.</p> },
        ]}
      />
      <div className="rounded-card border border-line">
        <EmptyState title="Nobody here yet" action={<Button variant="primary">Set up SCIM</Button>}>
          People appear as soon as your identity provider sends them.
        </EmptyState>
      </div>
      <div className="grid gap-2">
        <Skeleton className="w-1/2" />
        <Skeleton className="w-1/3" />
      </div>
    </div>
  );
}

import { rich } from "#components/rich.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Status } from "#components/ui/status.tsx";
import { Time } from "#components/ui/time.tsx";
import { Timeline, type TimelineEvent } from "#components/ui/timeline.tsx";
import { t } from "#lib/text.ts";
import { RestorePerson } from "./restore-person.tsx";

type DeletedProfileProps = {
  person: { id: string; name: string; userName: string; deletedAt: string; erasedOn: string };
  activity: TimelineEvent[];
  mayRestore: boolean;
};

/** Somebody who disappeared from Users and can still come back. */
export function DeletedProfile({ person, activity, mayRestore }: DeletedProfileProps) {
  return (
    <div className="mx-auto grid max-w-page gap-8">
      <PageHeader
        crumbs={[{ label: t("Users"), href: "/users" }]}
        lead={<Avatar name={person.name} size="lg" />}
        title={person.name}
        description={
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <Status tone="bad">{t("Deleted")}</Status>
            <span>{person.userName}</span>
          </span>
        }
        action={mayRestore && <RestorePerson person={person} />}
      />
      <InlineAlert tone="warn">
        {rich("Deleted {time}. Everything about this person is erased on {erasedOn}; until then they can be restored.", {
          time: <Time iso={person.deletedAt} />,
          erasedOn: <Time iso={person.erasedOn} format="date" />,
        })}
      </InlineAlert>
      <section aria-labelledby="activity" className="grid min-w-0 gap-4">
        <h2 id="activity" className="border-line border-b pb-2 font-semibold">
          {t("Activity")}
        </h2>
        <Timeline events={activity} />
      </section>
    </div>
  );
}

import type { Metadata } from "next";
import { SidebarFrame } from "#components/shell/sidebar-frame.tsx";
import { Link } from "#components/ui/link.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { checkUserData, listUserDataProblems, type UserDataProblem } from "#db/queries/user-data-check.ts";
import { requireAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { sidebarEntries } from "../../global-settings-page.tsx";
import { UserDataSection } from "./user-data-section.tsx";

export const metadata: Metadata = { title: t("Check user data") };

const shown = 100;
const problemWords: Record<UserDataProblem, string> = {
  noUniqueId: t("no unique ID"),
  sameEmail: t("shares an email"),
  sameUniqueId: t("shares a unique ID"),
};

export default async function UserDataPage() {
  const admin = await requireAdmin();
  const [check, rows] = await Promise.all([checkUserData(admin), listUserDataProblems(admin, shown)]);
  return (
    <SidebarFrame label={t("Admin Settings")} entries={sidebarEntries}>
      <div className="grid gap-6">
        <PageHeader
          crumbs={[
            { label: t("Global Settings"), href: "/settings" },
            { label: t("SCIM Setup"), href: "/settings/scim" },
          ]}
          title={t("Check user data")}
          description={t("What {people} will be matched by when your identity provider looks for them.", {
            people: formatCount(check.people, "person", "people"),
          })}
        />
        <UserDataSection scope={admin} />
        {rows.length > 0 && (
          <ul aria-label={t("People to look at")} className="border-line border-t">
            {rows.map(({ id, name, email, userName, uniqueId, problems }) => (
              <li
                key={id}
                className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 border-line border-b py-2.5"
              >
                <span className="min-w-0 break-words">
                  <Link href={`/users/${id}`} quiet className="font-medium">
                    {name}
                  </Link>{" "}
                  <span className="text-muted">{email ?? userName}</span>
                  {uniqueId && <span className="font-mono text-faint text-xs"> {uniqueId}</span>}
                </span>
                <span className="text-muted text-sm">{problems.map((problem) => problemWords[problem]).join(", ")}</span>
              </li>
            ))}
          </ul>
        )}
        {rows.length === shown && (
          <p className="text-muted">{t("The first {shown} are shown. The CSV file has all of them.", { shown })}</p>
        )}
      </div>
    </SidebarFrame>
  );
}

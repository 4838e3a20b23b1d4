import { Download } from "lucide-react";
import type { Metadata } from "next";
import { rich } from "#components/rich.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { requireAdmin } from "#lib/auth.ts";
import { csvLimits } from "#lib/people-csv.ts";
import { t } from "#lib/text.ts";
import { UploadForm } from "./upload-form.tsx";

export const metadata: Metadata = { title: t("Upload a CSV file") };

export default async function ImportPage() {
  await requireAdmin("full");
  return (
    <div className="mx-auto grid max-w-page gap-8">
      <PageHeader
        crumbs={[{ label: t("Users"), href: "/users" }]}
        title={t("Upload a CSV file")}
        description={t("Add people, change them, or assign licenses to many. You see what would happen before anything does.")}
      />
      <div className="grid gap-x-16 gap-y-8 lg:grid-cols-2">
        <UploadForm maxBytes={csvLimits.bytes} />
        <div className="grid content-start gap-4">
          <h2 className="font-semibold text-lg">{t("What the file says")}</h2>
          <ul className="grid list-disc gap-2 pl-5 text-muted">
            <li>
              {t("Its first line names the columns, in any order. A column that is left out, and an empty cell, change nothing.")}
            </li>
            <li>
              {rich(
                "A line is about the person with its {uniqueID}, else its {userName}, else its {email}. Who is not here yet is added; without a user name the e-mail is one.",
                { uniqueID: <b>{t("Unique ID")}</b>, userName: <b>{t("User name")}</b>, email: <b>{t("Email")}</b> },
              )}
            </li>
            <li>{t("What your identity provider owns stays as it is, and the result says so.")}</li>
            <li>
              {rich(
                "The column {assignLicense} gives a license by its name. It takes none away; when none is left, people wait.",
                { assignLicense: <b>{t("Assign license")}</b> },
              )}
            </li>
            <li>{t("Up to 100,000 people and 10 MB, saved as “CSV UTF-8”. Commas, semicolons and tabs all work.")}</li>
          </ul>
          <div className="flex flex-wrap gap-2 pt-2">
            <Template kind="people">{t("Template for people")}</Template>
            <Template kind="licenses">{t("Template for licenses")}</Template>
          </div>
        </div>
      </div>
    </div>
  );
}

const Template = ({ kind, children }: { kind: string; children: string }) => (
  <a href={`/users/import/template?for=${kind}`} download className={buttonClass({ size: "sm" })}>
    <Download size={16} />
    {children}
  </a>
);

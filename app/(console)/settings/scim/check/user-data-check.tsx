import { CircleCheck, Download, TriangleAlert } from "lucide-react";
import { buttonClass } from "#components/ui/button.tsx";
import { formatCount } from "#components/ui/number.tsx";
import type { Scope } from "#db/queries/scope.ts";
import { checkUserData, type UserDataProblem, userDataProblems } from "#db/queries/user-data-check.ts";
import { t } from "#lib/text.ts";

const words: Record<UserDataProblem, { noun: [one: string, many: string]; advice: string }> = {
  noUniqueId: {
    noun: ["person without unique ID", "people without unique ID"],
    advice: t(
      "They are matched by user name alone. Map externalId in your identity provider, or type the unique ID on their profile.",
    ),
  },
  sameEmail: {
    noun: ["person with the email of somebody else", "people who share an email"],
    advice: t("Matching by email would find the wrong one. Correct the email, or match by userName or externalId."),
  },
  sameUniqueId: {
    noun: ["person with the unique ID of somebody else", "people who share a unique ID"],
    advice: t("One person may be here twice. Compare them, correct the unique ID, and remove the profile that nobody needs."),
  },
};

/** What to correct before people are matched. It advises and never stands in the way. */
export async function UserDataCheck({ scope }: { scope: Scope }) {
  const check = await checkUserData(scope);
  const found = userDataProblems.filter((problem) => check[problem] > 0);
  if (found.length === 0) {
    return (
      <p className="flex items-start gap-2 text-muted">
        <CircleCheck size={16} className="mt-0.5 text-ok" />
        {check.people === 0
          ? t("Nobody is here yet: nothing can be matched wrongly.")
          : t("Nothing to correct: {people} a unique ID and an email of their own.", {
              people: formatCount(check.people, "person has", "people have"),
            })}
      </p>
    );
  }
  return (
    <div className="grid gap-3">
      <ul className="grid gap-3">
        {found.map((problem) => (
          <li key={problem} className="flex items-start gap-2">
            <TriangleAlert size={16} className="mt-0.5 text-warn" />
            <span className="min-w-0 text-pretty">
              <span className="font-medium">{formatCount(check[problem], ...words[problem].noun)}.</span>{" "}
              <span className="text-muted">{words[problem].advice}</span>
            </span>
          </li>
        ))}
      </ul>
      <div>
        <a href="/settings/scim/check/export" download className={buttonClass({ size: "sm" })}>
          <Download size={16} /> {t("Download CSV")}
        </a>
      </div>
    </div>
  );
}

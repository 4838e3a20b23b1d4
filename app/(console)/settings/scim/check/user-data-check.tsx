import { CircleCheck, Download, TriangleAlert } from "lucide-react";
import { buttonClass } from "#components/ui/button.tsx";
import { formatCount } from "#components/ui/number.tsx";
import type { Scope } from "#db/queries/scope.ts";
import { checkUserData, type UserDataProblem, userDataProblems } from "#db/queries/user-data-check.ts";

const words: Record<UserDataProblem, { one: string; many: string; advice: string }> = {
  noUniqueId: {
    one: "person without unique ID",
    many: "people without unique ID",
    advice:
      "They are matched by user name alone. Map externalId in your identity provider, or type the unique ID on their profile.",
  },
  sameEmail: {
    one: "person with the email of somebody else",
    many: "people who share an email",
    advice: "Matching by email would find the wrong one. Correct the email, or match by userName or externalId.",
  },
  sameUniqueId: {
    one: "person with the unique ID of somebody else",
    many: "people who share a unique ID",
    advice: "One person may be here twice. Compare them, correct the unique ID, and remove the profile that nobody needs.",
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
          ? "Nobody is here yet: nothing can be matched wrongly."
          : `Nothing to correct: ${formatCount(check.people, "person has", "people have")} a unique ID and an email of their own.`}
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
              <span className="font-medium">{formatCount(check[problem], words[problem].one, words[problem].many)}.</span>{" "}
              <span className="text-muted">{words[problem].advice}</span>
            </span>
          </li>
        ))}
      </ul>
      <div>
        <a href="/settings/scim/check/export" download className={buttonClass({ size: "sm" })}>
          <Download size={16} /> Download CSV
        </a>
      </div>
    </div>
  );
}

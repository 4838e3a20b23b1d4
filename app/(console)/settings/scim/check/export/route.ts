import { stringify } from "csv-stringify/sync";
import { listUserDataProblems, type UserDataProblem } from "#db/queries/user-data-check.ts";
import { currentAdmin } from "#lib/auth.ts";

const words: Record<UserDataProblem, string> = {
  noUniqueId: "No unique ID",
  sameEmail: "Email of somebody else",
  sameUniqueId: "Unique ID of somebody else",
};

const most = 100_000;

/** Everybody whom an identity provider might not match, as CSV. No cell starts a formula in a spreadsheet. */
export async function GET(): Promise<Response> {
  const admin = await currentAdmin();
  if (!admin) return new Response("Sign in first.", { status: 401 });
  const rows = await listUserDataProblems(admin, most);
  const cells = rows.map(({ id, name, email, userName, uniqueId, problems }) => [
    ...[problems.map((problem) => words[problem]).join("; "), name, email ?? "", userName, uniqueId ?? "", id],
  ]);
  const head = ["Problem", "Name", "Email", "User name", "Unique ID", "ID"];
  return new Response(`\ufeff${stringify([head, ...cells], { escape_formulas: true, record_delimiter: "windows" })}`, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="check-user-data.csv"',
      "cache-control": "no-store",
    },
  });
}

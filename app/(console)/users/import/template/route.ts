import { requireAdmin } from "#lib/auth.ts";
import { csvDownload } from "#lib/csv.ts";
import { licenseColumn } from "#lib/people-csv.ts";
import { personFields } from "#lib/person.ts";

/** An example for each thing that files are used for; the same columns are read in any order, and any may be left out. */
const templates: Record<string, string[][]> = {
  people: [
    personFields.map(({ label }) => label),
    ["", "ann.lee@example.com", "Ann", "Lee", "", "Account executive", "Sales", "Oslo", "E-1001"],
    ["bo", "bo.berg@example.com", "Bo", "Berg", "Bo Berg (EMEA)", "Analyst", "Finance", "Bergen", "E-1002"],
  ],
  licenses: [
    ["Email", licenseColumn],
    ["ann.lee@example.com", "Sales Navigator Advanced"],
    ["bo.berg@example.com", "Learning"],
  ],
};

export async function GET(request: Request): Promise<Response> {
  await requireAdmin();
  const kind = new URL(request.url).searchParams.get("for") === "licenses" ? "licenses" : "people";
  const [header = [], ...rows] = templates[kind] ?? [];
  async function* batches() {
    yield rows;
  }
  return csvDownload(`${kind}-template`, header, batches());
}

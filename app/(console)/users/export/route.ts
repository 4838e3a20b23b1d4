import { requireAdmin } from "#lib/auth.ts";
import { csvDownload } from "#lib/csv.ts";
import { peopleHeader, peopleLines } from "../people-file.ts";
import { filterOf, selectionField } from "../selection.ts";

/** Everybody, or everybody whom the query string of the Users table filters, as a CSV file. */
export async function GET(request: Request): Promise<Response> {
  const admin = await requireAdmin();
  const filter = filterOf(new URL(request.url).search);
  return csvDownload("people", peopleHeader, peopleLines(admin, { kind: "matching", filter, except: [] }));
}

/** The people that are selected in the table. */
export async function POST(request: Request): Promise<Response> {
  const admin = await requireAdmin();
  const selection = selectionField.safeParse((await request.formData()).get("selection"));
  if (!selection.success) return new Response(selection.error.issues[0]?.message, { status: 400 });
  return csvDownload("people", peopleHeader, peopleLines(admin, selection.data));
}

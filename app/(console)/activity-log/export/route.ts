import { stringify } from "csv-stringify/sync";
import type { Change } from "#components/ui/diff.tsx";
import { eachActivity, type LogEntry } from "#db/queries/activity-log.ts";
import type { Names } from "#db/queries/names.ts";
import { currentAdmin } from "#lib/auth.ts";
import { activityText } from "../../activity-text.ts";
import { activityFilter, activityParams } from "../activity-query.ts";

const columns = [
  ...["Time (UTC)", "By", "By kind", "About", "What", "Changes", "SCIM configuration", "Action", "Subject ID"],
  ...["Method", "Path", "Status", "scimType", "Detail", "Advice", "ID"],
];

/** The log as CSV, with the filters of the page, streamed batch by batch. Every admin may: who sees may keep. */
export async function GET(request: Request): Promise<Response> {
  const admin = await currentAdmin();
  if (!admin) return new Response("Sign in first.", { status: 401 });
  const filter = activityFilter(activityParams(new URL(request.url).searchParams), Date.now());
  const batches = eachActivity(admin, filter);
  let head = true;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await batches.next();
      if (done) return controller.close();
      const rows = value.entries.map((entry) => cells(entry, value.names));
      controller.enqueue(new TextEncoder().encode((head ? "\ufeff" : "") + csv(head ? [columns, ...rows] : rows)));
      head = false;
    },
    async cancel() {
      await batches.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="activity-log-${new Date().toISOString().slice(0, 10)}.csv"`,
      "cache-control": "no-store",
    },
  });
}

/** No cell starts a formula in a spreadsheet; the byte order mark in front tells Excel that this is UTF-8. */
const csv = (rows: string[][]): string => stringify(rows, { escape_formulas: true, record_delimiter: "windows" });

function cells(entry: LogEntry, names: Names): string[] {
  const { subject, says, by, changes, advice } = activityText(entry, names);
  const configuration = entry.configurationId === null ? "" : (names.get(entry.configurationId)?.name ?? "");
  const lines = changes.map(changeText);
  const what = [entry.at.toISOString(), by.name, by.kind, subject.name, says, lines.join("\n"), configuration];
  if (entry.type === "change") return [...what, entry.action, entry.subjectId ?? "", "", "", "", "", "", "", entry.id];
  const { method, path, status, scimType, detail } = entry;
  return [...what, "", "", method, path, String(status), scimType ?? "", detail ?? "", advice ?? "", entry.id];
}

const changeText = (change: Change): string =>
  "value" in change ? `${change.label}: ${change.value}` : `${change.label}: ${change.before ?? ""} → ${change.after ?? ""}`;

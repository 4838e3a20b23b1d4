import { notFound } from "next/navigation";
import { findJob, readJobItems } from "#db/queries/jobs.ts";
import type { Scope } from "#db/queries/scope.ts";
import { requireAdmin } from "#lib/auth.ts";
import { csvDownload } from "#lib/csv.ts";
import { outcomeWord } from "../../outcome.ts";

/** The result of a job, one line for each of its items. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const admin = await requireAdmin();
  const job = await findJob(admin, (await params).id);
  if (!job) notFound();
  return csvDownload("result", ["Line", "Person", "Result", "Message"], resultLines(admin, job.id));
}

const batch = 1000;

async function* resultLines(scope: Scope, id: string): AsyncGenerator<string[][]> {
  let after = 0;
  for (;;) {
    const items = await readJobItems(scope, id, after, batch);
    yield items.map(({ number, label, outcome, message }) => [String(number), label, outcomeWord(outcome), message ?? ""]);
    const last = items.at(-1);
    if (!last || items.length < batch) return;
    after = last.number;
  }
}

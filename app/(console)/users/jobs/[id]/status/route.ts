import { findJob } from "#db/queries/jobs.ts";
import { currentAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { jobView } from "../../job-view.ts";

/** How far a job is, for open pages. A page that asks by itself keeps no session alive. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const admin = await currentAdmin();
  if (!admin) return new Response(t("Sign in first."), { status: 401 });
  const job = await findJob(admin, (await params).id);
  if (!job) return new Response(t("This does not exist."), { status: 404 });
  return Response.json(jobView(job), { headers: { "cache-control": "no-store" } });
}

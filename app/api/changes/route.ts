import { activityStamp } from "#db/queries/activity.ts";
import { currentAdmin } from "#lib/auth.ts";

/** A stamp of the account's newest changes, for open pages. A page that asks by itself keeps no session alive. */
export async function GET(): Promise<Response> {
  const admin = await currentAdmin();
  if (!admin) return new Response("Sign in first.", { status: 401 });
  return new Response(await activityStamp(admin), { headers: { "cache-control": "no-store" } });
}

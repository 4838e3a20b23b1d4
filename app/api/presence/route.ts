import { currentAdmin } from "#lib/auth.ts";

/** Somebody is at this page: keeps their session from idling out. */
export async function POST(): Promise<Response> {
  const admin = await currentAdmin({ touch: true });
  return new Response(null, { status: admin ? 204 : 401 });
}

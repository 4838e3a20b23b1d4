import { findByText } from "#db/queries/find.ts";
import { currentAdmin } from "#lib/auth.ts";
import { findKinds } from "#lib/find-kinds.ts";
import { withoutUnstorable } from "#lib/utils.ts";

/** What the command palette finds, in the account of who asks. */
export async function GET(request: Request): Promise<Response> {
  const admin = await currentAdmin();
  if (!admin) return new Response("Sign in first.", { status: 401 });
  const asked = new URL(request.url).searchParams;
  const text = withoutUnstorable(asked.get("q") ?? "").slice(0, 200);
  const kinds = asked.has("kind") ? findKinds.filter((kind) => asked.getAll("kind").includes(kind)) : findKinds;
  return Response.json(await findByText(admin, text, kinds), { headers: { "cache-control": "no-store" } });
}

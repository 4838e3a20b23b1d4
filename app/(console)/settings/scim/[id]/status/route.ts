import { getConfigurationStatus } from "#db/queries/configuration-status.ts";
import { findConfiguration } from "#db/queries/configurations.ts";
import { currentAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { firstCallStatus } from "../../../settings-view.ts";

/** What goes on with a configuration now, for its open page. A page that asks by itself keeps no session alive. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const admin = await currentAdmin();
  if (!admin) return new Response(t("Sign in first."), { status: 401 });
  const configuration = await findConfiguration(admin, (await params).id);
  if (!configuration) return new Response(t("This SCIM configuration does not exist."), { status: 404 });
  const status = await getConfigurationStatus(admin, configuration.id);
  return Response.json(firstCallStatus(status, configuration), { headers: { "cache-control": "no-store" } });
}

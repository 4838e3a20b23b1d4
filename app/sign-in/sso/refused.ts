import { randomUUID } from "node:crypto";
import { AppError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { signLink } from "#lib/signed-link.ts";
import { t } from "#lib/text.ts";

/** Says what a refusal says on the page of single sign-on; signed, because everybody can write an address. */
export const refusalPurpose = "single sign-on refusal";

export const goTo = (location: string): Response =>
  new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });

/** Back to the sign-in page with the reason; what is our fault gets a number by which the operator finds it. */
export async function refusedSignOn(error: unknown): Promise<Response> {
  const said = error instanceof AppError ? error.message : failure(error);
  if (error instanceof AppError) log().info({ reason: said }, "a single sign-on was refused");
  const refusal = await signLink(refusalPurpose, { said }, new Date(Date.now() + 10 * 60_000));
  return goTo(`/sign-in/sso?refusal=${refusal}`);
}

function failure(error: unknown): string {
  const requestId = randomUUID().slice(0, 8);
  log().error({ requestId, err: error }, "a single sign-on failed");
  return t("Something went wrong on our side. If it happens again, report {requestId}.", { requestId });
}

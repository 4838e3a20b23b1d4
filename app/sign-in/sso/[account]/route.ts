import type { NextRequest } from "next/server";
import { currentAdmin } from "#lib/auth.ts";
import { safeCallbackUrl } from "#lib/callback-url.ts";
import { limitSignOns, startSignOn } from "#lib/sign-in-sso.ts";
import { goTo, refusedSignOn } from "../refused.ts";

type Context = { params: Promise<{ account: string }> };

/** Begins at the account's identity provider: opened by a tile of its portal (OIDC Core §4), or where an account was chosen. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { account: accountId } = await params;
  const next = safeCallbackUrl(request.nextUrl.searchParams.get("callbackUrl"));
  try {
    if ((await currentAdmin())?.accountId === accountId) return goTo(next);
    await limitSignOns(request.headers);
    return goTo(await startSignOn(request.headers, { accountId, next }));
  } catch (error) {
    return refusedSignOn(error);
  }
}

import type { NextRequest } from "next/server";
import { finishSignOn } from "#lib/sign-in-sso.ts";
import { goTo, refusedSignOn } from "../../refused.ts";

type Context = { params: Promise<{ account: string }> };

/** Where an identity provider sends the browser back to. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { account } = await params;
  try {
    return goTo(await finishSignOn(request.headers, account, request.nextUrl.searchParams));
  } catch (error) {
    return refusedSignOn(error);
  }
}

import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "#lib/auth-options.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

/** Sign-in and its CSRF token. Next-auth's own pages and its list of sessions are not used. */
const handler = (request: NextRequest, context: Context): Promise<Response> =>
  NextAuth(request, context, authOptions(request.headers));

export { handler as GET, handler as POST };

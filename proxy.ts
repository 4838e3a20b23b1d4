import { type NextRequest, NextResponse } from "next/server";
import { isHttps } from "./lib/origin.ts";
import { pathHeader } from "./lib/request-path.ts";
import { notFound } from "./lib/scim/error.ts";
import { respondError, toResponse } from "./lib/scim-endpoint/respond.ts";
import { isScimRequest } from "./lib/scim-endpoint/route.ts";
import { contentSecurityPolicy, securityHeaders } from "./lib/security-headers.ts";

/**
 * Headers of every page, and a nonce for its scripts. Who may see what is decided by the page itself, never here. The bare
 * origin is a tenant URL too, because tutorials enter only a host: what server.ts would have taken goes on to the SCIM route.
 */
export function proxy(request: NextRequest): Response {
  const { pathname, search } = request.nextUrl;
  const isScim = isScimRequest(pathname, request.headers.get("authorization"));
  if (!isDecodable(pathname))
    return isScim ? toResponse(respondError(notFound(`There is no endpoint ${pathname}.`))) : badRequest();
  if (isScim) return NextResponse.rewrite(new URL(pathname.replace(/^(?!\/scim\/)/, "/scim") + search, request.nextUrl));
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");

  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy); // Next reads the nonce out of it and puts it on its scripts
  headers.set(pathHeader, pathname + search);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of securityHeaders(isHttps(request.headers))) response.headers.set(name, value);
  return response;
}

const badRequest = () => new Response(null, { status: 400 });

/** Next would answer 500 to a path that is not well encoded. */
function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

/** Not SCIM, whose bodies and headers are its own, unless something in its path is escaped; and not the files of a build. */
export const config = { matcher: ["/((?!scim(?:/|$)|_next/static/).*)", "/scim/(.*%.*)"] };

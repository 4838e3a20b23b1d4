import { type NextRequest, NextResponse } from "next/server";
import { isHttps } from "./lib/origin.ts";
import { pathHeader } from "./lib/request-path.ts";
import { isScimRequest } from "./lib/scim-endpoint/route.ts";
import { contentSecurityPolicy, securityHeaders } from "./lib/security-headers.ts";

/**
 * Headers of every page, and a nonce for its scripts. Who may see what is decided by the page itself, never here. The bare
 * origin is a tenant URL too, because tutorials enter only a host: what server.ts would have taken goes on to the SCIM route.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (isScimRequest(pathname, request.headers.get("authorization"))) {
    return NextResponse.rewrite(new URL(`/scim${pathname}${search}`, request.url));
  }
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

/** Not SCIM, whose bodies and headers are its own, and not the files of a build. */
export const config = { matcher: ["/((?!scim(?:/|$)|_next/static/).*)"] };

import { type NextRequest, NextResponse } from "next/server";
import { isHttps } from "./lib/origin.ts";
import { pathHeader } from "./lib/request-path.ts";
import { contentSecurityPolicy, securityHeaders } from "./lib/security-headers.ts";

/** Headers of every page, and a nonce for its scripts. Who may see what is decided by the page itself, never here. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll("-", "");
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");

  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy); // Next reads the nonce out of it and puts it on its scripts
  headers.set(pathHeader, request.nextUrl.pathname + request.nextUrl.search);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  for (const [name, value] of securityHeaders(isHttps(request.headers))) response.headers.set(name, value);
  return response;
}

/** Not SCIM, whose bodies and headers are its own, and not the files of a build. */
export const config = { matcher: ["/((?!scim(?:/|$)|_next/static/).*)"] };

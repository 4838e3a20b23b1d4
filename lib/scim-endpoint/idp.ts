import { isJsonObject } from "../scim/resource.ts";
import type { Call } from "./call.ts";

export type Idp = "entra" | "okta" | "onelogin" | "google" | "jumpcloud" | "ping";

const agents: [Idp, RegExp][] = [
  ["okta", /okta/i],
  ["onelogin", /onelogin/i],
  ["google", /google-auto-provisioning/i],
  ["jumpcloud", /jumpcloud/i],
  ["ping", /\bping/i],
  ["entra", /azure|entra|microsoft/i],
];

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** Which identity provider a call looks like: by its User-Agent, else by what only Entra sends. Undefined when unsure. */
export function detectIdp({ request, url, body }: Pick<Call, "request" | "url" | "body">): Idp | undefined {
  const agent = request.headers.get("user-agent") ?? "";
  const named = agents.find(([, pattern]) => pattern.test(agent));
  if (named) return named[0];
  return url.searchParams.has("aadOptscim062020") || isEntraBody(body) || isEntraTest(url) ? "entra" : undefined;
}

/** The group schema of Entra, its role type, or PATCH operations with a capital letter. Looks at the first of each only. */
function isEntraBody(body: unknown): boolean {
  if (!isJsonObject(body)) return false;
  const first = (name: string) => {
    const list = body[name];
    return Array.isArray(list) && isJsonObject(list[0]) ? list[0] : {};
  };
  const { schemas } = body;
  const isEntraSchema = Array.isArray(schemas) && schemas.some((urn) => String(urn).includes("ADSCIM"));
  return (
    isEntraSchema ||
    first("roles").type === "WindowsAzureActiveDirectoryRole" ||
    /^(Add|Replace|Remove)$/.test(String(first("Operations").op))
  );
}

/** Entra's Test Connection looks for a user that cannot exist: a random GUID as the value of the first matching attribute. */
const isEntraTest = (url: URL): boolean => {
  const filter = url.searchParams.get("filter") ?? "";
  return /^(userName|externalId|emails\[type eq "work"\]\.value) eq "[^"]*"$/i.test(filter) && uuid.test(filter);
};

/** Is this the "Test Connection" of Entra, "Test API Credentials" of Okta, or another client's first look around? */
export function isConnectionTest({ request, url }: Pick<Call, "request" | "url">): boolean {
  if (request.method !== "GET") return false;
  if (isEntraTest(url)) return true;
  const isUsers = /\/Users\/?$/.test(url.pathname);
  // Okta asks for two users, OneLogin and others for the configuration of the service
  return (isUsers && url.searchParams.get("count") === "2") || /\/ServiceProviderConfig\/?$/.test(url.pathname);
}

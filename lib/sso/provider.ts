import type { JSONWebKeySet } from "jose";
import { z } from "zod";
import { env } from "../env.ts";
import { AppError } from "../errors.ts";
import { t } from "../text.ts";
import { guardedFetch, jsonOf } from "./guarded-fetch.ts";

/** Public-key signatures alone: "none" proves nothing, and HS would make our client secret a key that the IdP shares. */
export const signingAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

/** An identity provider as its discovery document describes it. */
export type Provider = {
  issuer: string;
  authorizationEndpoint: URL;
  tokenEndpoint: URL;
  userinfoEndpoint: URL | undefined;
  keysUrl: URL;
  /** Those of its signatures that we take. */
  algorithms: string[];
  /** How its token endpoint wants to hear the client secret. */
  secretIn: "header" | "body";
  /** Does it say in each answer who it is (RFC 9207)? */
  namesItself: boolean;
};

const metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  userinfo_endpoint: z.string().optional(),
  jwks_uri: z.string(),
  response_types_supported: z.array(z.string()).optional(),
  id_token_signing_alg_values_supported: z.array(z.string()),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(["client_secret_basic"]), // the default of OIDC Discovery §3
  authorization_response_iss_parameter_supported: z.boolean().default(false),
});

const wrong = (message: string) => new AppError("invalid", message);
const shown = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

/** A URL that may be called or shown as a link: https, without a password in it. Throws invalid. */
function webUrl(text: string, what: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) throw wrong(t("{what} is no URL: {shown}", { what, shown: shown(text) }));
  const loopback = env.ssoHttpLoopback && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) throw wrong(`${what} must begin with https://.`);
  if (url.username || url.password) throw wrong(t("{what} must not carry a user name or password.", { what }));
  return url;
}

/**
 * Reads the discovery document of an issuer (OIDC Discovery 1.0 §4). Throws AppError that says what is wrong with it, in words
 * for the admin who set it up.
 */
export async function readProvider(issuer: string): Promise<Provider> {
  const url = webUrl(issuer, t("The issuer URL"));
  if (url.search || url.hash) throw wrong(t("An issuer URL has no ? and no # in it."));
  const document = await readJson(
    new URL(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`),
    t("discovery document"),
  );
  const parsed = metadata.safeParse(document);
  if (!parsed.success) {
    throw wrong(
      t("The discovery document lacks {issues}, or they are not what they should be.", {
        issues: parsed.error.issues.map(({ path }) => path.join(".")).join(", "),
      }),
    );
  }
  const { data } = parsed;
  if (data.issuer !== issuer)
    throw wrong(
      t("The discovery document is of another issuer: {shown}. If that is yours, enter exactly that.", {
        shown: shown(data.issuer),
      }),
    );
  if (data.response_types_supported && !data.response_types_supported.includes("code"))
    throw wrong(t("The identity provider does not offer the authorization code flow (response type code)."));
  const algorithms = signingAlgorithms.filter((name) => data.id_token_signing_alg_values_supported.includes(name));
  if (algorithms.length === 0) {
    const offered = shown(data.id_token_signing_alg_values_supported.join(", ") || "nothing");
    throw wrong(
      t("The identity provider signs with {offered}. None of it is supported: use RS256, or another of RS, PS and ES.", {
        offered,
      }),
    );
  }
  return {
    issuer,
    authorizationEndpoint: webUrl(data.authorization_endpoint, t("Its authorization_endpoint")),
    tokenEndpoint: webUrl(data.token_endpoint, t("Its token_endpoint")),
    userinfoEndpoint:
      data.userinfo_endpoint === undefined ? undefined : webUrl(data.userinfo_endpoint, t("Its userinfo_endpoint")),
    keysUrl: webUrl(data.jwks_uri, t("Its jwks_uri")),
    algorithms,
    secretIn: secretPlace(data.token_endpoint_auth_methods_supported),
    namesItself: data.authorization_response_iss_parameter_supported,
  };
}

function secretPlace(methods: readonly string[]): Provider["secretIn"] {
  if (methods.includes("client_secret_basic")) return "header";
  if (methods.includes("client_secret_post")) return "body";
  throw wrong(t("Its token endpoint takes a client secret neither by client_secret_basic nor by client_secret_post."));
}

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) });

/** The keys with which a provider signs. Throws AppError. */
export async function readKeys({ keysUrl }: Provider): Promise<JSONWebKeySet> {
  const parsed = keySet.safeParse(await readJson(keysUrl, t("key set (jwks_uri)")));
  if (!parsed.success) throw wrong(t("The key set (jwks_uri) of the identity provider holds no key."));
  return parsed.data;
}

async function readJson(url: URL, what: string): Promise<unknown> {
  const answer = await guardedFetch(url);
  if (answer.status >= 300 && answer.status < 400)
    throw wrong(t("{href} answers with a redirect, which is not followed. Enter the address it leads to.", { href: url.href }));
  if (answer.status !== 200)
    throw wrong(t("There is no {what} at {href}: it answers {status}.", { what, href: url.href, status: answer.status }));
  const json = jsonOf(answer);
  if (json === undefined) throw wrong(t("What {href} answers is not JSON.", { href: url.href }));
  return json;
}

import { createHash, randomBytes } from "node:crypto";
import { createLocalJWKSet, errors, jwtVerify } from "jose";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { isStorable } from "../scim/text.ts";
import { t } from "../text.ts";
import { guardedFetch, jsonOf } from "./guarded-fetch.ts";
import { type Provider, readKeys, readProvider, signingAlgorithms } from "./provider.ts";

/** How we are known to an identity provider. */
export type Client = { issuer: string; clientId: string; redirectUri: string };

/** What ties an answer to the browser that asked: kept in that browser's sealed cookie. */
export type Attempt = { state: string; nonce: string; verifier: string };

/** Who the identity provider says it is. */
export type Subject = { subject: string; email: string | undefined };

const refused = (message: string) => new AppError("forbidden", message);
const random = () => randomBytes(32).toString("base64url");

/** A new attempt, and where the browser goes with it (OIDC Core §3.1.2.1, RFC 7636). Throws AppError. */
export async function beginSignOn(client: Client, email: string | undefined): Promise<{ attempt: Attempt; url: string }> {
  const { authorizationEndpoint: url } = await readProvider(client.issuer);
  const attempt = { state: random(), nonce: random(), verifier: random() };
  const asked = {
    response_type: "code",
    scope: "openid email",
    client_id: client.clientId,
    redirect_uri: client.redirectUri,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: createHash("sha256").update(attempt.verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...(email && { login_hint: email }),
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return { attempt, url: url.href };
}

/** The parameters with which the browser comes back, once they are known to belong to its attempt. Throws AppError. */
export async function completeSignOn(
  client: Client & { clientSecret: string },
  attempt: Attempt,
  answer: URLSearchParams,
): Promise<Subject> {
  const error = answer.get("error");
  if (error !== null) throw refused(t("Your identity provider did not let you in{code}.", { code: code(error) }));
  const provider = await readProvider(client.issuer);
  // RFC 9207: an answer of another provider must not be redeemed at this one
  const iss = answer.get("iss");
  if (iss === null ? provider.namesItself : iss !== client.issuer)
    throw refused(t("This answer is of another identity provider."));
  const tokens = await redeem(provider, client, attempt, answer.get("code") ?? "");
  return verify(provider, client, attempt, tokens);
}

/** An error code as it may be shown: what is in a URL anybody can write. */
const code = (text: string) => (/^[a-z_]{1,40}$/.test(text) ? ` (${text})` : "");

const tokenAnswer = z.object({ id_token: z.string(), access_token: z.string().optional() });
const tokenError = z.object({ error: z.string() });
type Tokens = z.output<typeof tokenAnswer>;

/** RFC 6749 §4.1.3, with the secret where this provider wants it. */
async function redeem(
  provider: Provider,
  client: Client & { clientSecret: string },
  { verifier }: Attempt,
  authorizationCode: string,
): Promise<Tokens> {
  const { clientId, clientSecret, redirectUri } = client;
  const form = { grant_type: "authorization_code", code: authorizationCode, redirect_uri: redirectUri, code_verifier: verifier };
  const inBody = { client_id: clientId, client_secret: clientSecret };
  const basic = Buffer.from(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`).toString("base64");
  const answer = await guardedFetch(provider.tokenEndpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...(provider.secretIn === "header" && { authorization: `Basic ${basic}` }),
    },
    body: new URLSearchParams(provider.secretIn === "body" ? { ...form, ...inBody } : form).toString(),
  });
  const json = jsonOf(answer);
  const failed = tokenError.safeParse(json);
  if (answer.status !== 200 || failed.success) throw refused(tokenRefusal(failed.data?.error));
  const tokens = tokenAnswer.safeParse(json);
  if (!tokens.success) throw refused(t("Your identity provider answered without an ID token."));
  return tokens.data;
}

/** RFC 6749 §2.3.1: encoded as in a form before they are joined. */
const formEncoded = (text: string) => new URLSearchParams({ x: text }).toString().slice(2);

function tokenRefusal(error = ""): string {
  if (error === "invalid_client" || error === "unauthorized_client")
    return t(
      "Your identity provider does not take the client ID and secret that are stored here. A Full admin has to check them.",
    );
  return t("Your identity provider did not redeem the sign-in{code}. Start again.", { code: code(error) });
}

/** Text of theirs that is kept: a subject, an e-mail. In characters. */
const kept = (most: number) => z.string().max(most).refine(isStorable);

const claims = z.object({
  sub: kept(255).min(1),
  nonce: z.string(),
  azp: z.string().optional(),
  email: kept(320).optional(),
  email_verified: z.union([z.boolean(), z.string()]).optional(),
});

/** OIDC Core §3.1.3.7. */
async function verify(provider: Provider, client: Client, attempt: Attempt, tokens: Tokens): Promise<Subject> {
  const keys = createLocalJWKSet(await readKeys(provider));
  const verified = await jwtVerify(tokens.id_token, keys, {
    issuer: client.issuer,
    audience: client.clientId,
    algorithms: signingAlgorithms,
    requiredClaims: ["sub", "exp", "iat", "nonce"],
    clockTolerance: 30, // seconds that two clocks may differ
  }).catch((error: unknown) => {
    throw error instanceof errors.JOSEError ? refused(tokenProblem(error)) : error;
  });
  const parsed = claims.safeParse(verified.payload);
  if (!parsed.success) throw refused(t("The ID token of your identity provider is malformed."));
  const { sub, nonce, azp, ...person } = parsed.data;
  if (nonce !== attempt.nonce) throw refused(t("The ID token of your identity provider belongs to another sign-in (nonce)."));
  if (azp === undefined ? Array.isArray(verified.payload.aud) && verified.payload.aud.length > 1 : azp !== client.clientId)
    throw refused(otherApplication);
  const { email, email_verified } = person.email === undefined ? await userinfo(provider, tokens, sub) : person;
  // some providers send the words
  if (String(email_verified) === "false")
    throw refused(t("Your identity provider says that your email address is not verified."));
  return { subject: sub, email };
}

const otherApplication = t("The ID token of your identity provider is for another application (audience).");

function tokenProblem(error: InstanceType<typeof errors.JOSEError>): string {
  if (error instanceof errors.JWTExpired) return t("The ID token of your identity provider has expired. Start again.");
  if (error instanceof errors.JOSEAlgNotAllowed)
    return t("The ID token of your identity provider is not signed with RS, PS or ES.");
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === "aud") return otherApplication;
  if (error instanceof errors.JWTClaimValidationFailed)
    return t("The ID token of your identity provider is not right ({claim}).", { claim: error.claim });
  return t("The signature of your identity provider's ID token does not hold.");
}

const userinfoAnswer = claims.pick({ sub: true, email: true, email_verified: true });

/** Where the e-mail is when the ID token is a thin one, as Okta's beside an access token (OIDC Core §5.3). */
async function userinfo(
  { userinfoEndpoint }: Provider,
  { access_token }: Tokens,
  subject: string,
): Promise<Partial<z.output<typeof userinfoAnswer>>> {
  if (!userinfoEndpoint || access_token === undefined) return {};
  const answer = await guardedFetch(userinfoEndpoint, {
    headers: { authorization: `Bearer ${access_token}` },
  });
  const parsed = userinfoAnswer.safeParse(jsonOf(answer));
  return answer.status === 200 && parsed.success && parsed.data.sub === subject ? parsed.data : {};
}

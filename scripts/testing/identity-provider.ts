import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

/** What a test may bend; each is read at the time it is needed. */
export type Bends = {
  /** Who signs in; the e-mail of the login hint unless given. */
  subject?: string;
  email?: string | undefined;
  /** The claims of the ID token as they would be → as they are. */
  claims?: (claims: JWTPayload) => JWTPayload;
  /** The ID token as it would be → as it is. */
  token?: (token: string, claims: JWTPayload) => string | Promise<string>;
  /** The discovery document. */
  document?: (document: Record<string, unknown>) => Record<string, unknown>;
  /** The e-mail is told at the userinfo endpoint alone, as Okta does. */
  thin?: boolean;
  /** What the browser comes back with instead of a code. */
  error?: string;
};

type Grant = { nonce: string; challenge: string; redirectUri: string; email: string | undefined; subject: string };

export type IdentityProvider = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  bends: Bends;
  stop: () => Promise<unknown>;
};

/** An OpenID provider on this machine that lets everybody in without asking: real HTTP, signed tokens, codes that work once. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const key = { ...(await exportJWK(publicKey)), kid: "test", alg: "ES256", use: "sig" };
  const grants = new Map<string, Grant>();
  const people = new Map<string, Grant>();

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const issuer = typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
  const idp: IdentityProvider = {
    ...{ issuer, clientId: `client-${randomUUID()}`, clientSecret: `secret +/%${randomUUID()}`, bends: {} },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", issuer);
    const json = (value: unknown, status = 200) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return void json(idp.bends.document?.(discovery()) ?? discovery());
      case "/keys":
        return void json({ keys: [key] });
      case "/authorize":
        return void response.writeHead(302, { location: authorize(url.searchParams) }).end();
      case "/token":
        return void json(...(await token(request.headers.authorization, new URLSearchParams(await text(request)))));
      case "/userinfo": {
        const person = people.get(request.headers.authorization?.replace("Bearer ", "") ?? "");
        return void json(person ? { sub: person.subject, email: person.email } : {}, person ? 200 : 401);
      }
      default:
        return void json({}, 404);
    }
  }

  const discovery = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ["code"],
    id_token_signing_alg_values_supported: ["ES256", "HS256"],
    token_endpoint_auth_methods_supported: ["client_secret_basic"],
  });

  function authorize(asked: URLSearchParams): string {
    const [redirectUri, state] = [asked.get("redirect_uri") ?? "", asked.get("state") ?? ""];
    if (idp.bends.error) return `${redirectUri}?${new URLSearchParams({ error: idp.bends.error, state })}`;
    const email = "email" in idp.bends ? idp.bends.email : (asked.get("login_hint") ?? undefined);
    const code = randomUUID();
    grants.set(code, {
      ...{ nonce: asked.get("nonce") ?? "", challenge: asked.get("code_challenge") ?? "", redirectUri, email },
      subject: idp.bends.subject ?? `subject of ${email}`,
    });
    return `${redirectUri}?${new URLSearchParams({ code, state })}`;
  }

  async function token(authorization: string | undefined, form: URLSearchParams): Promise<[object, number?]> {
    const encoded = [idp.clientId, idp.clientSecret].map((part) => new URLSearchParams({ x: part }).toString().slice(2));
    if (authorization !== `Basic ${Buffer.from(encoded.join(":")).toString("base64")}`) return [{ error: "invalid_client" }, 401];
    const code = form.get("code") ?? "";
    const grant = grants.get(code);
    grants.delete(code);
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (!grant || challenge !== grant.challenge || form.get("redirect_uri") !== grant.redirectUri)
      return [{ error: "invalid_grant" }, 400];
    people.set(code, grant);
    return [{ id_token: await idToken(grant), access_token: code, token_type: "Bearer" }];
  }

  async function idToken({ nonce, email, subject }: Grant): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const honest = {
      iss: issuer,
      aud: idp.clientId,
      sub: subject,
      nonce,
      iat: now,
      exp: now + 300,
      ...(!idp.bends.thin && { email }),
    };
    const claims = idp.bends.claims?.(honest) ?? honest;
    const signed = await new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "test" }).sign(privateKey);
    return (await idp.bends.token?.(signed, claims)) ?? signed;
  }

  return idp;
}

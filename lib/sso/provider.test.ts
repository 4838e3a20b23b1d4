import { createServer, type ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { guardedFetch } from "./guarded-fetch.ts";
import { readKeys, readProvider } from "./provider.ts";

vi.hoisted(() => {
  process.env.SSO_HTTP_LOOPBACK = "1";
});

let answer: (response: ServerResponse, path: string) => void;
const server = createServer((request, response) => answer(response, request.url ?? ""));
let issuer = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const json = (value: unknown) => (response: ServerResponse) => void response.end(JSON.stringify(value));
const document = (changes: object = {}) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
  id_token_signing_alg_values_supported: ["RS256", "none"],
  ...changes,
});

beforeEach(() => {
  answer = json(document());
});

test("a provider is what its discovery document says, with the defaults of the specification", async () => {
  const provider = await readProvider(issuer);
  expect(provider).toMatchObject({ algorithms: ["RS256"], secretIn: "header", namesItself: false, userinfoEndpoint: undefined });
  answer = json({ keys: [{ kty: "EC" }] });
  expect(await readKeys(provider)).toEqual({ keys: [{ kty: "EC" }] });
  answer = json({ keys: [] });
  await expect(readKeys(provider)).rejects.toThrow("holds no key");
});

test("a name is called at the address that was looked up for it", async () => {
  const named = issuer.replace("127.0.0.1", "localhost");
  answer = json(document({ issuer: named }));
  expect(await readProvider(named)).toMatchObject({ issuer: named });
});

test("the document lies below the issuer, with and without a slash at its end", async () => {
  const paths: string[] = [];
  answer = (response, path) => {
    paths.push(path);
    json(document())(response);
  };
  for (const end of ["/tenant/v2.0", "/tenant/v2.0/"]) await readProvider(issuer + end).catch(() => {});
  expect(paths).toEqual(Array(2).fill("/tenant/v2.0/.well-known/openid-configuration"));
});

const wrongs: { of: string; changes: () => object; says: string }[] = [
  { of: "another issuer", changes: () => ({ issuer: `${issuer}/` }), says: "enter exactly that" },
  { of: "no token endpoint", changes: () => ({ token_endpoint: undefined }), says: "lacks token_endpoint" },
  {
    of: "no supported algorithm",
    changes: () => ({ id_token_signing_alg_values_supported: ["HS256", "none"] }),
    says: "signs with HS256, none",
  },
  { of: "no code flow", changes: () => ({ response_types_supported: ["id_token"] }), says: "authorization code flow" },
  {
    of: "no way to show a secret",
    changes: () => ({ token_endpoint_auth_methods_supported: ["private_key_jwt"] }),
    says: "client_secret_basic",
  },
  {
    of: "a script for an address",
    changes: () => ({ authorization_endpoint: "javascript:alert(1)" }),
    says: "authorization_endpoint must begin with https://",
  },
  {
    of: "plain http elsewhere",
    changes: () => ({ token_endpoint: "http://idp.example/token" }),
    says: "token_endpoint must begin with https://",
  },
  { of: "a password in an address", changes: () => ({ jwks_uri: "https://a:b@idp.example/" }), says: "user name or password" },
];

test.each(wrongs)("a discovery document with $of is refused, and why", async ({ changes, says }) => {
  answer = json(document(changes()));
  await expect(readProvider(issuer)).rejects.toThrow(says);
});

test("what answers something else than a discovery document is named", async () => {
  const said = async (how: typeof answer) => {
    answer = how;
    return readProvider(issuer).then(
      () => "nothing",
      ({ message }: Error) => message,
    );
  };
  expect(await said((response) => response.end("<html>"))).toContain("is not JSON");
  expect(await said((response) => response.writeHead(404).end())).toContain("it answers 404");
  expect(await said((response) => response.writeHead(302, { location: "https://idp.example" }).end())).toContain("redirect");
  expect(await said((response) => response.end("x".repeat(600 * 1024)))).toContain("more than 512 KB");
  expect(await said((response) => response.destroy())).toContain("cannot be reached");
});

test.each([
  ["https://10.0.0.7", "inside a private network"],
  ["https://[::ffff:127.0.0.1]", "inside a private network"],
  ["https://2130706433", "inside a private network"],
  ["https://localhost:1", "inside a private network"],
  ["http://idp.example", "must begin with https://"],
  ["https://idp.example/?x", "no ? and no #"],
  ["https://idp.invalid", "There is no host idp.invalid."],
  ["idp.example", "is no URL"],
])("the issuer %s is not called: %s", async (url, says) => {
  await expect(readProvider(url)).rejects.toThrow(says);
});

test("who does not answer is not waited for", async () => {
  answer = (response) => response.write(" ");
  const timeout = vi
    .spyOn(AbortSignal, "timeout")
    .mockImplementation(() => AbortSignal.abort(new DOMException("", "TimeoutError")));
  await expect(guardedFetch(new URL(issuer))).rejects.toThrow("did not answer within 5 seconds");
  expect(timeout).toHaveBeenCalledWith(5000);
  timeout.mockRestore();
});

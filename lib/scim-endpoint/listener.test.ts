import { once } from "node:events";
import { Agent, createServer, type Server, request as send } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../db/client.ts";
import { makeManyGroups } from "../../db/testing/many-groups.ts";
import { answerClientError, answerScim } from "./listener.ts";
import { type Idp, makeIdp } from "./testing.ts";

let server: Server;
let port: number;
let idp: Idp;
beforeAll(async () => {
  idp = await makeIdp();
  server = createServer((request, response) => void answerScim(request, response));
  server.on("clientError", answerClientError);
  await once(server.listen(0, "127.0.0.1"), "listening");
  ({ port } = server.address() as AddressInfo); // it listens on TCP
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

type Sent = { method?: string; path?: string; headers?: Record<string, string>; body?: string };

/** One request on the agent's only connection. */
function call(agent: Agent, { method = "GET", path = "/Users", headers, body }: Sent): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const all = { authorization: `Bearer ${idp.token}`, "content-type": "application/scim+json", ...headers };
    const sent = send({ agent, port, host: "127.0.0.1", method, path: `/scim/v2${path}`, headers: all }, (answer) => {
      let text = "";
      answer.on("data", (chunk) => {
        text += chunk;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body: text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** What a server answers to bytes that are sent as they are. */
async function raw(bytes: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.setEncoding("utf8");
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  socket.write(bytes);
  await once(socket, "close");
  return text;
}

describe("an answer given before the body was read", () => {
  const large = `{"userName":"${"x".repeat(3 * 1_048_576)}"}`;
  it.each<[number, Sent]>([
    [413, { method: "POST", body: large }],
    [413, { method: "POST", body: large, headers: { "transfer-encoding": "chunked" } }],
    [401, { method: "POST", body: large, headers: { authorization: "Bearer x" } }],
    [405, { method: "PUT", body: large }],
    [415, { method: "POST", body: large, headers: { "content-type": "text/plain" } }],
    [401, { method: "POST", body: "{}", headers: { authorization: "Bearer x" } }],
    [405, { method: "PUT", body: "{}" }],
  ])("%i arrives, and the next request on the agent is answered: %#", async (status, sent) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let time = 0; time < 3; time++) {
      expect(await call(agent, sent)).toMatchObject({ status });
      expect(await call(agent, {})).toMatchObject({ status: 200 });
    }
    // longer than the listener waits for what is left of a body
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await call(agent, {})).toMatchObject({ status: 200 });
    agent.destroy();
  });
});

describe("what is no request for the endpoint is answered in SCIM", () => {
  const scim = (status: number) => ({
    head: expect.stringContaining("content-type: application/scim+json"),
    body: { schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: `${status}`, detail: expect.any(String) },
  });
  it.each([
    [400, "GET /scim/v2/Users HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n"],
    [400, "GET /scim/v2/Users HTTP/1.1\r\nHost: a/b\r\nConnection: close\r\n\r\n"],
    [400, "GET /scim/v2/Users HTTP/1.1\r\nHost: 1.2.3.999\r\nConnection: close\r\n\r\n"],
    [400, "GET /scim/v2/Users HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n"],
    [400, "GET /scim/v2\\Users HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"],
    [400, "nonsense\r\n\r\n"],
    [400, "GET /scim/v2/Users HTTP/1.1\r\nHost: a\r\nx\r\n\r\n"],
    [431, `GET /scim/v2/Users HTTP/1.1\r\nHost: a\r\nx: ${"x".repeat(100_000)}\r\n\r\n`],
  ])("%i: %#", async (status, bytes) => {
    const answer = await raw(bytes);
    const [head = "", body = ""] = answer.split("\r\n\r\n");
    expect(head).toContain(` ${status} `);
    expect({ head: head.toLowerCase(), body: JSON.parse(body) }).toMatchObject(scim(status));
  });
});

it("of two access tokens none counts", async () => {
  const tokens = `authorization: Bearer ${idp.token}\r\n`.repeat(2);
  expect(await raw(`GET /scim/v2/Users HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${tokens}\r\n`)).toContain(" 401 ");
});

it("a client that leaves in the middle of its body harms nobody, and no service is called unavailable for it", async () => {
  const failures = () => sql()`select status, detail from scim_requests where account_id = ${idp.accountId} and kind = 'failure'`;
  const before = (await failures()).length;
  const socket = connect(port, "127.0.0.1");
  const auth = `authorization: Bearer ${idp.token}`;
  socket.write(`POST /scim/v2/Users HTTP/1.1\r\nhost: a\r\n${auth}\r\ncontent-length: 9\r\nexpect: 100-continue\r\n\r\n{`);
  await once(socket, "data");
  socket.destroy();
  const agent = new Agent();
  expect(await call(agent, { method: "POST", body: '{"userName":"stays"}' })).toMatchObject({ status: 201 });
  agent.destroy();
  await expect
    .poll(async () => (await failures()).slice(before))
    .toEqual([{ status: 400, detail: "The connection ended before the whole body had arrived." }]);
});

it("a body beyond what is read on closes the connection, not the server", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const body = "x".repeat(30 * 1_048_576);
  const answer = await call(agent, { method: "POST", body, headers: { authorization: "Bearer x" } }).catch(
    (cause: Error) => cause,
  );
  expect(answer).toSatisfy((given: typeof answer) => given instanceof Error || given.status === 401);
  expect(await call(agent, {})).toMatchObject({ status: 200 });
  agent.destroy();
});

it("an answer that memory should not hold is sent in pieces, and nothing is left behind by a client that leaves in the middle", async () => {
  const { scope } = await makeManyGroups({ users: 10_000, groups: 3, membersPerGroup: 9_000 });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { authorization: `Bearer ${scope.token}` };
  const leaving = send({ agent, port, host: "127.0.0.1", path: "/scim/v2/Groups", headers });
  const [begun] = await once(leaving.end(), "response");
  begun.destroy();
  const { status, body } = await call(agent, { path: "/Groups", headers });
  expect(status).toBe(200);
  expect(JSON.parse(body).Resources.map(({ members }: { members: unknown[] }) => members.length)).toEqual([9_000, 9_000, 9_000]);
  agent.destroy();
});

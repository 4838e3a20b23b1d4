// What HTTP and the driver alone cost: no token, no validation, no protocol; the same statements and about the same answers.
import { createServer, type IncomingMessage } from "node:http";
import postgres from "postgres";
import * as statements from "../statements.ts";
import { listen } from "./listen.ts";

const [databaseUrl = "", accountId = "", configurationId = ""] = process.argv.slice(2);
const sql = postgres(databaseUrl, { max: 20, onnotice: () => {} });
const scope = { accountId, configurationId };
const matches = {
  userName: statements.matchStatement(scope, "userName"),
  externalId: statements.matchStatement(scope, "externalId"),
};

async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
  const url = new URL(request.url ?? "/", "http://localhost");
  if (request.method === "POST") {
    const { userName } = JSON.parse(await readText(request));
    const person = Number(/\d+/.exec(userName)?.[0]);
    return { status: 201, body: { id: await statements.createUser(sql, scope, person) } };
  }
  const id = url.pathname.split("/")[2];
  if (id) return { status: 200, body: await statements.getUser(sql, scope, id) };
  const filter = url.searchParams.get("filter");
  const [, by, value = ""] = /^(userName|externalId) eq "(.*)"$/.exec(filter ?? "") ?? [];
  if (by === "userName" || by === "externalId") {
    const rows = await statements.match(sql, matches[by], value);
    return { status: 200, body: { totalResults: rows.length, Resources: rows } };
  }
  return { status: 200, body: await statements.listPage(sql, scope, Number(url.searchParams.get("startIndex") ?? 1)) };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

const server = createServer(async (request, response) => {
  const { status, body } = await answer(request);
  const text = JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/scim+json", "content-length": Buffer.byteLength(text) }).end(text);
});
listen(server, "");

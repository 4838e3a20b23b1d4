// @boxyhq/saml-jackson (Polis), its directory sync behind a bare node:http server, on PostgreSQL.
import { createServer, type IncomingMessage } from "node:http";
import { controllers } from "@boxyhq/saml-jackson";
import { listen } from "./listen.ts";

const [databaseUrl = ""] = process.argv.slice(2);
const { directorySyncController } = await controllers({
  externalUrl: "http://localhost",
  samlAudience: "bench",
  samlPath: "/sso",
  noAnalytics: true,
  logger: { info: () => {}, warn: () => {}, error: () => {} }, // it would tell of each request that no webhook is configured
  db: { engine: "sql", type: "postgres", url: databaseUrl },
});
const { data: directory } = await directorySyncController.directories.create({
  tenant: "bench",
  product: "bench",
  type: "azure-scim-v2",
  name: "bench",
});
if (!directory?.scim.secret) throw new Error("Polis made no directory.");
const { id: directoryId, scim } = directory;

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  const [, endpoint, resourceId] = url.pathname.split("/");
  const text = await readText(request);
  const query = Object.fromEntries(url.searchParams);
  const { status, data } = await directorySyncController.requests.handle({
    method: request.method ?? "GET",
    directoryId,
    resourceType: endpoint === "Groups" ? "groups" : "users",
    resourceId,
    apiSecret: scim.secret,
    body: text === "" ? undefined : JSON.parse(text),
    query: {
      ...query,
      ...(query.count && { count: Number(query.count) }),
      ...(query.startIndex && { startIndex: Number(query.startIndex) }),
    },
  });
  const body = JSON.stringify(data);
  response.writeHead(status, { "content-type": "application/scim+json", "content-length": Buffer.byteLength(body) }).end(body);
});
listen(server, "");

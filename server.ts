import "./lib/messages.ts";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import next from "next";
import { closeDatabase } from "./db/client.ts";
import { startBackground } from "./lib/background/run-tasks.ts";
import { env } from "./lib/env.ts";
import { startJobRunner } from "./lib/jobs/runner.ts";
import { log } from "./lib/log.ts";
import { closeMail } from "./lib/mail/transport.ts";
import { serverDropsForwarded } from "./lib/origin.ts";
import { answerClientError, answerScim } from "./lib/scim-endpoint/listener.ts";
import { isScimRequest } from "./lib/scim-endpoint/route.ts";

// Next answers the pages; SCIM goes past it, because the same handler is several times faster without Next around it.
const app = next({ dev: process.env.NODE_ENV === "development", hostname: env.host, port: env.port });
await app.prepare();
const answerPage = app.getRequestHandler();

/** What a client claims about proxies is dropped unless an operator said that one stands in front of us. */
function dropForwarded(request: IncomingMessage): void {
  if (env.trustProxy) return;
  for (const name of Object.keys(request.headers)) {
    if (name === "forwarded" || name.startsWith("x-forwarded-")) delete request.headers[name];
  }
}

serverDropsForwarded(); // so what Next writes there itself can be believed

function answer(request: IncomingMessage, response: ServerResponse): void {
  dropForwarded(request);
  const [pathname = "/"] = (request.url ?? "/").split("?", 1);
  if (isScimRequest(pathname, request.headers.authorization)) void answerScim(request, response);
  else void answerPage(request, response);
}

const server = createServer(
  {
    maxHeaderSize: 65_536, // a filter of 4,096 characters, percent-encoded
    headersTimeout: 10_000, // a slow-loris holds a connection no longer
    requestTimeout: 20_000,
    keepAliveTimeout: 65_000, // longer than what balancers in front keep idle
  },
  answer,
);

server.on("clientError", answerClientError);
server.once("error", (error: NodeJS.ErrnoException) => {
  const reason = error.code === "EADDRINUSE" ? "the port is taken" : error.message;
  process.stderr.write(`The server cannot listen on ${env.host}:${env.port}: ${reason}.\n`);
  process.exit(1);
});
server.listen(env.port, env.host, () => process.stdout.write(`ready on http://${env.host}:${env.port}\n`));

const stopJobs = startJobRunner();
const stopBackground = startBackground();

const graceMs = 20_000;

/** Takes no new connections, lets requests finish, and leaves within 25 seconds whatever hangs. */
async function stop(): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  const done = Promise.all([closed, stopJobs(), stopBackground()]);
  await Promise.race([done, new Promise((resolve) => setTimeout(resolve, graceMs + 2_000).unref())]);
  clearTimeout(cut);
  closeMail();
  await closeDatabase();
  process.exit(0);
}

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    stop().catch((error: unknown) => {
      log().error({ err: error }, "the server did not stop cleanly");
      process.exit(1);
    });
  });
}

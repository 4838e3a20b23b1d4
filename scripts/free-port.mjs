// Plain JavaScript on node: builtins alone: the port is looked at before anything is installed.
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { failure } from "./report.mjs";

/** The error code that listening on the port meets, undefined when it is free. */
function tryPort(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve(error.code));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}

export async function isFree(port, host = "127.0.0.1") {
  return (await tryPort(port, host)) === undefined;
}

/** Throws the sentence for the operator when the server could not listen there. */
export async function requirePort(port, host) {
  let code = await tryPort(port, host);
  // A server whose launcher was killed needs a moment to notice and leave.
  for (let tries = 0; code === "EADDRINUSE" && tries < 20; tries++) {
    await sleep(100);
    code = await tryPort(port, host);
  }
  if (code === undefined) return;
  if (code === "EADDRINUSE")
    throw failure(`Port ${port} is taken by another program. Stop it, or choose another: PORT=${port + 1} npm start`);
  if (code === "EACCES") throw failure(`This user may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`);
  throw failure(`HOST=${host} is not an address of this machine (${code}).`);
}

/** A free port below the range that systems hand out to outgoing connections, so that it is still free after a restart. */
export async function freePort() {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isFree(port)) return port;
  }
}

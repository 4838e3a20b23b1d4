import type { Server } from "node:http";

/**
 * Listens on a free port of loopback and tells the bench where, through the channel that also ends this process. Connections are
 * kept: a server that computes for longer than Node keeps an idle one would close those whose next request already waits.
 */
export function listen(server: Server, below: string): void {
  server.keepAliveTimeout = 0;
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (typeof address !== "object" || !address) throw new Error("A server on a port has an address.");
    process.send?.({ url: `http://127.0.0.1:${address.port}${below}` });
  });
  process.once("disconnect", () => process.exit());
}

// Loaded before server.ts and cluster.ts by the launcher (--import): when the launcher is killed with kill -9, its channel closes and
// the server stops in good order instead of keeping the port. Processes that Next starts in development inherit the option; their
// channel is their own, and keeps them alive.
if (/\/(server|cluster)\.ts$/.test(process.argv[1] ?? "")) {
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  process.channel?.unref();
}

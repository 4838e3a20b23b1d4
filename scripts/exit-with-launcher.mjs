// Loaded before server.ts by the launcher (--import): when the launcher is killed with kill -9, its channel closes and the server
// stops in good order instead of keeping the port.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();

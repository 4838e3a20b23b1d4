/** Runs once when the server starts, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NODE_ENV !== "production") return;
  await import("./lib/messages.ts");
  const { logConsole } = await import("./lib/log-console.ts");
  logConsole(console);
}

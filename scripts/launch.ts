import { type Application, readSettings, startApplication } from "./application.ts";
import { whenOrphaned } from "./bootstrap.mjs";
import { requirePort } from "./free-port.mjs";
import { bold, dim, say } from "./report.mjs";

/** Starts everything, says where it is, and returns after Ctrl-C or SIGTERM when everything has stopped. */
export async function launch({ mode }: { mode: "production" | "development" }): Promise<void> {
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stop.abort());
  process.once("disconnect", () => stop.abort()); // the process that the operator started was killed
  whenOrphaned(() => stop.abort());

  const { port, host } = readSettings(process.env);
  await requirePort(port, host);
  let application: Application;
  try {
    application = await startApplication({ source: process.env, mode, signal: stop.signal });
  } catch (error) {
    if (stop.signal.aborted) return;
    throw error;
  }
  announce(application);
  try {
    await Promise.race([application.failed, aborted(stop.signal)]);
    say("Stopping …");
  } finally {
    await application.stop();
  }
  say("Stopped.");
}

function announce({ origin, admin }: Application): void {
  say();
  say(`  Account Center  ${bold(origin)}`);
  say(`  Tenant URL      ${origin}/scim/v2`);
  if (admin) say(`  Admin           ${admin.email}`);
  if (admin?.password) say(`  Password        ${bold(admin.password)}  ${dim("shown this once")}`);
  else if (admin) say(`  ${dim(`Forgotten the password? npm run cli -- admin reset-password --email ${admin.email}`)}`);
  else say(`  ${dim("Admins: npm run cli -- admin create --help")}`);
  say();
  say(dim("  Ctrl-C stops it."));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

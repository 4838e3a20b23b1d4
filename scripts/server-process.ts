import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, closeSync, openSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "./bootstrap.mjs";
import { signal, waitForExit } from "./process-identity.ts";
import { failure, say } from "./report.mjs";

export type ServerProcess = {
  /** Settles only when the server does not come back. */
  failed: Promise<never>;
  /** The process that serves now. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
};

type Options = {
  env: NodeJS.ProcessEnv;
  /** A file for what the server prints; without it the terminal. */
  log?: string | undefined;
  signal?: AbortSignal | undefined;
  onRestart?: (reason: string) => void;
};

/** How often the server may die young before the launcher gives up. */
const patience = 10;
/** Younger than this is dying young, in milliseconds. */
const youth = 5_000;

/** Starts server.ts, waits until it listens, and brings it back whenever it dies. */
export async function keepServerRunning({ env, log, signal: abort, onRestart }: Options): Promise<ServerProcess> {
  const { promise: failed, reject: giveUp } = Promise.withResolvers<never>();
  failed.catch(() => {}); // whoever supervises looks at it; nobody has to
  let stopping = false;
  let deaths = 0;
  let { child, ready } = spawnServer(env, log);
  const endWithUs = () => child.pid && signal(child.pid, "SIGTERM"); // a bug in the launcher leaves no server behind
  process.once("exit", endWithUs);
  abort?.addEventListener("abort", endWithUs);
  const started = await ready;
  abort?.removeEventListener("abort", endWithUs); // from here on `stop` ends it
  if (!started) throw failure("The server did not start.");
  watch(performance.now());

  function watch(since: number): void {
    child.once("exit", async (code, name) => {
      if (stopping) return;
      deaths = performance.now() - since < youth ? deaths + 1 : 0;
      if (deaths > patience) return giveUp(failure(`The server died ${deaths} times in a row.`));
      onRestart?.(name ?? `exit code ${code}`);
      await sleep(Math.min(5_000, 50 * 2 ** deaths));
      if (stopping) return;
      ({ child, ready } = spawnServer(env, log));
      watch(performance.now());
    });
  }

  return {
    failed,
    get pid() {
      return child.pid;
    },
    async stop() {
      stopping = true;
      process.removeListener("exit", endWithUs);
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      signal(child.pid, "SIGTERM");
      if (await waitForExit(child.pid, 27_000)) return; // it promises to be gone after 25 s
      signal(child.pid, "SIGKILL");
      await waitForExit(child.pid, 5_000);
    },
  };
}

/**
 * One process, or WEB_CONCURRENCY of them. In a session of its own: Ctrl-C reaches the launcher alone, which stops the server
 * before the database.
 */
function spawnServer(env: NodeJS.ProcessEnv, log: string | undefined): { child: ChildProcess; ready: Promise<boolean> } {
  const isCluster = env.NODE_ENV === "production" && Number(env.WEB_CONCURRENCY ?? 1) > 1;
  const args = ["--import", "./scripts/exit-with-launcher.mjs", isCluster ? "scripts/cluster.ts" : "server.ts"];
  const errors = log === undefined ? "inherit" : openSync(log, "a");
  const child = spawn(process.execPath, args, { cwd: root, env, detached: true, stdio: ["ignore", "pipe", errors, "ipc"] });
  if (typeof errors === "number") closeSync(errors);
  const ready = new Promise<boolean>((resolve) => {
    child.once("error", () => resolve(false));
    child.once("exit", () => resolve(false));
    if (child.stdout === null) return;
    const print = (line: string) => (log === undefined ? say(line) : appendFileSync(log, `${line}\n`));
    let held: string[] | undefined = []; // what it says while it starts matters only when it does not
    createInterface({ input: child.stdout })
      .on("line", (line) => {
        if (line.startsWith("ready")) {
          held = undefined;
          resolve(true);
        } else if (held) held.push(line);
        else print(line);
      })
      .once("close", () => held?.forEach(print));
  });
  return { child, ready };
}

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, closeSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { processArguments, processIdentity, signal, waitForExit } from "../process-identity.ts";
import { failure } from "../report.mjs";
import { readIfExists } from "../secret-file.ts";
import { type Home, makePrivateFolder } from "./home.ts";

// PostgreSQL reads PG* variables; what the operator set for another server is not for this one.
const environment = { PATH: process.env.PATH, LC_ALL: "C", NODE_ENV: process.env.NODE_ENV };

/** Makes the data folder. An interrupted run leaves only a folder with another name, which the next one removes. */
export function initialise(binaries: string, home: Home, password: string, durable: boolean): void {
  const unfinished = `${home.cluster}.unfinished`;
  const passwordFile = path.join(home.folder, "password.tmp");
  rmSync(unfinished, { recursive: true, force: true });
  makePrivateFolder(unfinished, home.account);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (home.account.ids.uid !== undefined) chownSync(passwordFile, home.account.ids.uid, home.account.ids.gid);
  try {
    const options = ["--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", "--username=postgres", `--pwfile=${passwordFile}`];
    const { status, stderr, error } = spawnSync(
      `${binaries}/bin/initdb`,
      ["-D", unfinished, ...options, ...(durable ? [] : ["--no-sync"])],
      {
        ...home.account.ids,
        cwd: home.folder,
        env: environment,
        encoding: "utf8",
      },
    );
    if (status !== 0) throw failure(`PostgreSQL could not make its data folder in ${home.folder}.`, stderr || error?.message);
    renameSync(unfinished, home.cluster);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

export type StartedServer = { kind: "ready"; child: ChildProcess } | { kind: "ended"; log: string };

/** Starts the server and waits until it answers, or ends. In a session of its own, so that Ctrl-C reaches only the launcher. */
export async function start(
  binaries: string,
  home: Home,
  port: number,
  settings: Record<string, string>,
): Promise<StartedServer> {
  const logFile = path.join(home.folder, "postgres.log");
  const log = openSync(logFile, (statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > 5_000_000 ? "w" : "a", 0o600);
  const before = statSync(logFile).size;
  const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(`${binaries}/bin/postgres`, ["-D", home.cluster, ...flags], {
    ...home.account.ids,
    cwd: home.folder,
    env: environment,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let ended = false;
  child.once("error", () => (ended = true));
  child.once("exit", () => (ended = true));
  while (!ended) {
    if (isReady(home, child.pid)) return { kind: "ready", child };
    await sleep(15);
  }
  return { kind: "ended", log: readFileSync(logFile).subarray(before).toString() };
}

/** PostgreSQL writes its state on the eighth line of its pid file; no connection and no log line has to be understood. */
function isReady(home: Home, pid: number | undefined): boolean {
  const lines = readPidFile(home);
  return lines !== undefined && Number(lines[0]) === pid && lines[7]?.trim() === "ready";
}

function readPidFile(home: Home): string[] | undefined {
  return readIfExists(path.join(home.cluster, "postmaster.pid"))?.split("\n");
}

/** "Fast" shutdown: open transactions are rolled back, everything acknowledged is written. */
export async function stop(pid: number): Promise<void> {
  signal(pid, "SIGINT");
  if (await waitForExit(pid, 20_000)) return;
  signal(pid, "SIGQUIT"); // gives up at once and recovers from the log at the next start: nothing acknowledged is lost
  if (!(await waitForExit(pid, 5_000))) throw failure(`PostgreSQL (process ${pid}) does not stop.`);
}

/** Stops a server that outlived its launcher (kill -9) and removes the pid file of one that is gone. True when one was stopped. */
export async function stopLeftBehind(home: Home): Promise<boolean> {
  const pid = Number(readPidFile(home)?.[0]);
  if (!pid) return false;
  if (processIdentity(pid) !== undefined && serves(pid, home.cluster)) {
    await stop(pid);
    return true;
  }
  // After a reboot the number may belong to anybody, and PostgreSQL would then refuse to start.
  rmSync(path.join(home.cluster, "postmaster.pid"), { force: true });
  return false;
}

function serves(pid: number, cluster: string): boolean {
  return processArguments(pid).includes(`postgres -D ${realpathSync(cluster)} `);
}

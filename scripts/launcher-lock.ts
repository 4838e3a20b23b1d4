import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { processIdentity } from "./process-identity.ts";
import { failure } from "./report.mjs";

/** Takes the folder for this process. Two launchers on one folder would stop each other's database. Returns how to give it back. */
export function lockFolder(folder: string): () => void {
  const lock = `${folder}/launcher.lock`;
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) }));
  try {
    while (!tryLink(mine, lock)) {
      const holder = liveHolder(lock);
      if (holder !== undefined) {
        throw failure(
          `Another launcher (process ${holder}) is already running on ${folder}. Stop it, or choose another DATA_DIR and PORT.`,
        );
      }
      removeStale(lock);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => rmSync(lock, { force: true });
}

/** Linking fails when the name exists, also for two processes in the same moment. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function liveHolder(lock: string): number | undefined {
  try {
    const { pid, identity } = JSON.parse(readFileSync(lock, "utf8"));
    return processIdentity(pid) === identity ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Only one of several processes can move the stale file; a live one that was moved by mistake goes back. */
function removeStale(lock: string): void {
  const moved = `${lock}.stale.${process.pid}`;
  try {
    renameSync(lock, moved);
  } catch {
    return;
  }
  if (liveHolder(moved) !== undefined) tryLink(moved, lock);
  rmSync(moved, { force: true });
}

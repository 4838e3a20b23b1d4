import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openHome } from "../postgres/home.ts";
import { stopLeftBehind } from "../postgres/server.ts";
import { processIdentity } from "../process-identity.ts";

const prefix = "account-center-test-";

/** A DATA_DIR for one test run. What killed runs left behind, a running PostgreSQL included, is cleaned up first. */
export async function makeTemporaryFolder(purpose: string): Promise<{ path: string; remove: () => void }> {
  await removeLeftBehind();
  const folder = mkdtempSync(path.join(tmpdir(), `${prefix}${process.pid}-${purpose}-`));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function removeLeftBehind(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length).split("-")[0]);
    if (processIdentity(pid) !== undefined) continue;
    const folder = path.join(tmpdir(), name);
    try {
      await stopLeftBehind(openHome(folder));
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's run; not ours to clean.
    }
  }
}

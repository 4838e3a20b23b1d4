import { chmodSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
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
  chmodSync(folder, 0o711); // PostgreSQL's user passes here
  return { path: folder, remove: () => remove(folder) };
}

/** Folders, and running databases, of test runs that were killed. */
export async function removeLeftBehind(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length).split("-")[0]);
    if (processIdentity(pid) !== undefined) continue;
    const folder = path.join(tmpdir(), name);
    try {
      if (existsSync(path.join(folder, "postgres"))) await stopLeftBehind(openHome(folder));
      remove(folder);
    } catch {
      // Another user's run; not ours to clean.
    }
  }
}

/** The data may lie elsewhere (postgres/home.ts). */
function remove(folder: string): void {
  const home = path.join(folder, "postgres");
  if (existsSync(home)) rmSync(realpathSync(home), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

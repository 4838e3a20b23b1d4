import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { failure } from "../report.mjs";

/** Whom PostgreSQL runs as. `ids` is empty when that is the user who started us. */
export type Account = { name: string; ids: { uid: number; gid: number } | Record<string, never> };

/** PostgreSQL refuses to run as root. Data that exists decides by its owner, so `sudo npm start` once does no harm. */
export function chooseAccount(cluster: string): Account {
  if (process.getuid?.() !== 0) return { name: userInfo().username, ids: {} };
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { name: `#${uid}`, ids: { uid, gid } };
  }
  for (const name of ["postgres", "_postgres", "nobody"]) {
    const uid = idOf("-u", name);
    const gid = idOf("-g", name);
    if (uid !== undefined && gid !== undefined) return { name, ids: { uid, gid } };
  }
  throw failure(
    "PostgreSQL does not run as root and this machine has no user `postgres` or `nobody`: start as an ordinary user.",
  );
}

function idOf(kind: "-u" | "-g", name: string): number | undefined {
  try {
    return Number(execFileSync("id", [kind, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  } catch {
    return undefined;
  }
}

/** True when the account can enter the folder; each folder on the way down must let it pass. */
export function canEnter(account: Account, folder: string): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...account.ids, cwd: "/" }).status === 0;
}

/** Root's place outside the clone that every user can read and that survives a reboot; the temp folder where there is none. */
export function systemFolder(): string {
  for (const folder of ["/var/lib/account-center", path.join(tmpdir(), "account-center")]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      accessSync(folder, constants.W_OK);
      // Root runs what lies here: a folder that somebody else put there first is not ours.
      if (statSync(folder).uid === process.getuid?.()) return folder;
    } catch {}
  }
  throw failure(
    "Neither /var/lib/account-center nor the temp folder can be written. Set DATABASE_URL to a PostgreSQL of your own.",
  );
}

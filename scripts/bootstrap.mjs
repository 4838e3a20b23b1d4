// What every launcher does first, under whatever Node ≥ 20.19 the machine has: install what is missing and go on under the
// pinned Node. Plain JavaScript on node: builtins alone.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { failure, step } from "./report.mjs";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");
const modules = path.join(root, "node_modules");
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
const pinnedNode = path.join(modules, "node/bin/node");

/**
 * Takes the URL of the launcher. Returns under the pinned Node with everything installed; the process that the operator started
 * waits for that one and ends with it.
 */
export async function bootstrap(launcher) {
  requireNode();
  process.chdir(root);
  if (process.env.ACCOUNT_CENTER_NODE === process.version) return; // the second time around
  await install();
  const node = await findNode();
  if (process.version === versionOf(node)) return;
  process.exit(await runUnder(node, fileURLToPath(launcher)));
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw failure(`Account Center needs Node.js 20.19 or newer; this is ${process.version}.`);
}

async function install() {
  if (isInstalled()) return;
  // --include=dev: the compiler is one; NODE_ENV=production or an .npmrc must not leave it out.
  const options = ["--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  await step("Installed packages", async () => {
    let result = await npm(["ci", ...options]);
    // A mirror that lacks some other platform's package makes `npm ci` call a good lock file incomplete; the versions stay pinned.
    if (result.output.includes("EUSAGE")) result = await npm(["install", "--no-save", ...options]);
    if (result.code !== 0) throw failure("The packages could not be installed: is the npm registry reachable?", result.output);
  });
}

/** npm keeps what it installed in a lock file of its own; it is written last, so an interrupted installation has none. */
function isInstalled() {
  const installed = readPackages(path.join(modules, ".package-lock.json"));
  const wanted = Object.entries(readPackages(path.join(root, "package-lock.json")));
  return wanted.every(
    ([name, { version, optional }]) => name === "" || installed[name]?.version === version || (optional && !installed[name]),
  );
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : {};
}

async function npm(args) {
  const child = spawn("npm", args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" });
  const leave = (signal) => {
    child.kill(signal);
    child.once("close", () => process.exit(1)); // half of an installation is none: the next start begins again
  };
  for (const signal of signals) process.on(signal, leave);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.once("error", () => resolve(-1)).once("close", resolve));
  for (const signal of signals) process.off(signal, leave);
  return { code, output };
}

/** The pinned Node. Its package fetches the executable in an install script, which npm may have been told to skip. */
async function findNode() {
  if (versionOf(pinnedNode)) return pinnedNode;
  const folder = path.join(modules, "node");
  await step("Fetched the pinned Node.js", () => {
    spawnSync(process.execPath, ["installArchSpecificPackage.js"], { cwd: folder, stdio: "ignore" });
  });
  if (versionOf(pinnedNode)) return pinnedNode;
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath; // runs TypeScript as well
  throw failure(
    "The pinned Node.js is not in node_modules/node and could not be fetched: allow the install script of the package `node` " +
      "(npm config ignore-scripts=false) and run `npm ci`, or start with Node.js 24.",
  );
}

function versionOf(node) {
  const { status, stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/** Signals go to the one that does the work, and so does the news that this process was killed (its channel closes). */
async function runUnder(node, script) {
  const bin = path.join(modules, ".bin");
  const child = spawn(node, [script, ...process.argv.slice(2)], {
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}`, ACCOUNT_CENTER_NODE: versionOf(node) },
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  whenOrphaned(() => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 143)));
  });
}

/** Calls back when the npm that runs this script was killed: nobody could stop us by it any more. */
export function whenOrphaned(callback) {
  if (!process.env.npm_lifecycle_event) return; // started by hand, perhaps to outlive its shell
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, 500).unref();
}

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright";
import { failure, step } from "./report.mjs";
import { runNode } from "./run.ts";

/** The best first: the headless shell makes a context, and every test has its own, in a quarter of the time. */
const installed = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The Chromium for tests and screenshots, installed when the machine has none. */
export async function findOrInstallChromium(chosen: string | undefined): Promise<string> {
  if (chosen !== undefined) {
    if (runs(chosen)) return chosen;
    throw failure(`CHROMIUM_PATH=${chosen} does not run.`);
  }
  return findChromium() ?? (await installFromDebian()) ?? (await downloadWithPlaywright());
}

function findChromium(): string | undefined {
  return [...installed, chromium.executablePath()].map(locate).find((file) => file !== undefined && runs(file));
}

function locate(name: string): string | undefined {
  if (name.startsWith("/")) return existsSync(name) ? name : undefined;
  const { status, stdout } = spawnSync("/bin/sh", ["-c", 'command -v "$1"', "sh", name], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

function runs(file: string): boolean {
  return spawnSync(file, ["--version"], { timeout: 30_000 }).status === 0;
}

async function installFromDebian(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || locate("apt-get") === undefined) return undefined;
  return step("Installed Chromium from the distribution", () => {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update"], { env, stdio: "ignore" });
    for (const browser of ["chromium-headless-shell", "chromium"]) {
      spawnSync("apt-get", ["install", "--yes", "--no-install-recommends", browser, "fonts-liberation"], {
        env,
        stdio: "ignore",
      });
      const found = findChromium();
      if (found !== undefined) return found;
    }
    return undefined;
  });
}

async function downloadWithPlaywright(): Promise<string> {
  const { stdout, stderr } = await step("Fetched Playwright's Chromium", () =>
    runNode(["node_modules/playwright/cli.js", "install", "chromium"]),
  );
  const found = findChromium();
  if (found !== undefined) return found;
  throw failure("There is no Chromium and none could be installed: install one and name it in CHROMIUM_PATH.", stdout + stderr);
}

import { execFile } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, vi } from "vitest";
import { fakeEndpoint, type Interfere } from "./fake-endpoint.ts";

// Every run is a process of its own, beside others on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

export const main = join(import.meta.dirname, "../main.ts");

/** The endpoint of the test that runs. */
export let endpoint: Awaited<ReturnType<typeof fakeEndpoint>>;
afterEach(() => endpoint.stop());

export async function start(interfere?: Interfere) {
  endpoint = await fakeEndpoint(interfere);
}

/** Runs the command as a person would and returns what it printed. */
export async function idp(...args: string[]) {
  const connection = ["--url", endpoint.url, "--token", "secret", "--rate", "0"];
  return new Promise<{ code: number; output: string }>((resolve) => {
    const child = execFile(process.execPath, [main, ...connection, ...args], { maxBuffer: 64 * 1024 * 1024 }, (_, output) =>
      resolve({ code: child.exitCode ?? -1, output }),
    );
  });
}

export async function idpJson(...args: string[]) {
  const { code, output } = await idp(...args, "--json");
  return { code, ...JSON.parse(output) };
}

export const newFile = () => join(mkdtempSync(join(tmpdir(), "idp-simulator-")), "directory.json");

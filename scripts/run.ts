import { spawn } from "node:child_process";
import { root } from "./bootstrap.mjs";

export type Result = { code: number; stdout: string; stderr: string };

type Options = {
  env?: NodeJS.ProcessEnv;
  /** Ends it, and the result then says so by its code. */
  signal?: AbortSignal | undefined;
  /** Also prints what it prints. */
  show?: boolean;
};

/**
 * Runs a script of ours under this Node and waits for it. In a session of its own: Ctrl-C reaches it once, through `signal`.
 * It is asked with SIGINT, which test runners answer by cleaning up, and has ten seconds for that.
 */
export function runNode(args: string[], { env = process.env, signal, show = false }: Options = {}): Promise<Result> {
  const child = spawn(process.execPath, args, { cwd: root, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (chunk: string) => {
      output[name] += chunk;
      if (show) process[name].write(chunk);
    });
  }
  const end = () => {
    child.kill("SIGINT");
    setTimeout(() => child.kill("SIGKILL"), 10_000).unref();
  };
  if (signal?.aborted) end();
  signal?.addEventListener("abort", end);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      signal?.removeEventListener("abort", end);
      resolve({ code: code ?? 1, ...output });
    });
  });
}

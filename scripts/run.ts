import { spawn } from "node:child_process";
import { root } from "./bootstrap.mjs";

export type Result = { code: number; stdout: string; stderr: string };

type Options = { env?: NodeJS.ProcessEnv; signal?: AbortSignal | undefined; show?: boolean };

/** Runs a script of ours under this Node and waits for it; aborting ends it. With `show` its output also goes to the terminal. */
export function runNode(args: string[], { env = process.env, signal, show = false }: Options = {}): Promise<Result> {
  const child = spawn(process.execPath, args, { cwd: root, env, signal, stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (chunk: string) => {
      output[name] += chunk;
      if (show) process[name].write(chunk);
    });
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, ...output }));
  });
}

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * A text that is the same as long as `pid` is the same process, undefined when it is gone. A pid alone is not enough: after a
 * reboot, and in every new container, the number belongs to somebody else.
 */
export function processIdentity(pid: number): string | undefined {
  if (process.platform === "linux") {
    const stat = tryRead(`/proc/${pid}/stat`);
    if (stat === undefined) return undefined;
    // The command name in parentheses may contain blanks; the fields are counted after it. 3 is the state, 22 the start time.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return undefined;
    return `${tryRead("/proc/sys/kernel/random/boot_id")?.trim()} ${fields[19]}`;
  }
  return ps(pid, "lstart=");
}

/** The command line of a process, "" when it cannot be read. */
export function processArguments(pid: number): string {
  if (process.platform === "linux") return tryRead(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ").trim() ?? "";
  return ps(pid, "command=") ?? "";
}

/** Waits until the process is gone; false when it is still there after `timeout` milliseconds. */
export async function waitForExit(pid: number, timeout: number): Promise<boolean> {
  const deadline = performance.now() + timeout;
  while (processIdentity(pid) !== undefined) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

/** Sends a signal to a process that may be gone by now. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function tryRead(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function ps(pid: number, column: string): string | undefined {
  try {
    return execFileSync("ps", ["-o", column, "-p", String(pid)], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return undefined;
  }
}

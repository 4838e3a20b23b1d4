import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Order, Reply } from "./load/process.ts";

const folder = import.meta.dirname;

function start(file: string, args: string[] = []): ChildProcess {
  return fork(path.join(folder, file), args, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, "exit");
  child.kill();
  await ended;
}

type Talk = { child: ChildProcess; next<T>(): Promise<T> };

/** Its messages one by one; waiting for one throws when the process ends instead. */
function talkTo(child: ChildProcess, what: string): Talk {
  const ended = once(child, "exit").then(() => {
    throw new Error(`${what} ended.`);
  });
  ended.catch(() => {}); // it ends some day
  return {
    child,
    async next<T>() {
      const [said] = await Promise.race([once(child, "message"), ended]);
      return said as T; // both ends of the channel are ours
    },
  };
}

/** A server of bench/servers in a process of its own. */
export async function startServer(file: string, args: string[] = []): Promise<{ url: string; stop(): Promise<void> }> {
  const { child, next } = talkTo(start(`servers/${file}`, args), file);
  const { url } = await next<{ url: string }>();
  return { url, stop: () => stop(child) };
}

/** A process that makes load. */
export function startLoad(): { order(order: Order): Promise<Extract<Reply, { ok: true }>>; stop(): Promise<void> } {
  const { child, next } = talkTo(start("load/process.ts"), "The load");
  return {
    async order(order) {
      child.send(order);
      const reply = await next<Reply>();
      if (!reply.ok) throw new Error(reply.error);
      return reply;
    },
    stop: () => stop(child),
  };
}

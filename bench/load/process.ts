// Makes the load, in a process of its own. Its parent says through the channel which door to use and then which work for how long.
import type { Door } from "../operations.ts";
import { seeded, works } from "../work.ts";
import { httpDoors } from "./http-door.ts";
import { type SqlTarget, sqlDoors } from "./sql-door.ts";

export type Target = { kind: "http"; url: string; token: string } | ({ kind: "sql" } & SqlTarget);
export type Order =
  | { kind: "open"; target: Target; clients: number; withGroups: boolean }
  | { kind: "run"; work: string; seconds: number };
export type Measured = { perSecond: number; p50: number; p99: number; operations: number };
export type Reply = { ok: true; measured?: Measured } | { ok: false; error: string };

let doors: Door[] = [];
let people = 0;
const newPerson = () => people++;

async function open({ target, clients, withGroups }: Extract<Order, { kind: "open" }>): Promise<void> {
  doors = target.kind === "http" ? httpDoors(target.url, target.token, clients) : await sqlDoors(target, clients);
  await everyClient(async (door) => {
    while (people < seeded.people) await door.send({ kind: "create", person: newPerson() });
  });
  if (!withGroups) return;
  await everyClient(async (door, client) => {
    for (let group = client; group < seeded.groups; group += clients) {
      await door.send({ kind: "createGroup", group });
      for (let person = 0; person < seeded.membersPerGroup; person++)
        await door.send({ kind: "member", change: "add", group, person });
    }
  });
}

const everyClient = (run: (door: Door, client: number) => Promise<void>) => Promise.all(doors.map(run));

/** Step numbers go on from run to run, so that every change is one. */
const steps = new Map<string, number>();

async function run({ work: name, seconds }: Extract<Order, { kind: "run" }>): Promise<Measured> {
  const work = works.find((each) => each.name === name);
  if (!work) throw new Error(`There is no work ${name}.`);
  const { clients = doors.length } = work;
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  await everyClient(async (door, client) => {
    if (client >= clients) return;
    const key = `${name} ${client}`;
    let step = steps.get(key) ?? 0;
    for (let before = performance.now(); before < end; ) {
      await door.send(work.next({ client, clients, step: step++, newPerson }));
      const after = performance.now();
      latencies.push(after - before);
      before = after;
    }
    steps.set(key, step);
  });
  const elapsed = performance.now() - start;
  latencies.sort((one, other) => one - other);
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { perSecond: (latencies.length * 1000) / elapsed, p50: at(0.5), p99: at(0.99), operations: latencies.length };
}

process.on("message", async (order: Order) => {
  let reply: Reply;
  try {
    if (order.kind === "open") await open(order);
    reply = { ok: true, ...(order.kind === "run" && { measured: await run(order) }) };
  } catch (error) {
    reply = { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
  process.send?.(reply);
});
process.once("disconnect", () => process.exit());

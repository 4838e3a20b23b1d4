// Against Debian's pgbouncer, where it is installed: `apt-get install pgbouncer`.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeDatabase, deadlines, sql } from "../db/client.ts";
import { asOnlyOne } from "../db/queries/background.ts";
import { createPeopleJob, listJobItems } from "../db/queries/jobs.ts";
import { type Seeded, seedDatabase } from "../db/seed.ts";
import { poolState, violations } from "../db/testing.ts";
import { newId } from "../lib/ids.ts";
import { runJobBatch } from "../lib/jobs/runner.ts";
import { createUser, type Idp, listOf, makeIdp, patchOf } from "../lib/scim-endpoint/testing.ts";
import { freePort } from "./free-port.mjs";
import { chooseAccount } from "./postgres/account.ts";
import { makeTemporaryFolder } from "./testing/temporary-folder.ts";

const program = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer"].find(existsSync);
/** Fewer connections than requests at once: a transaction each, in turns. */
const serverConnections = 3;

let folder: { path: string; remove: () => void };
let pooler: ChildProcess;

async function startPooler(databaseUrl: string): Promise<string> {
  const { hostname, port, username, password } = new URL(databaseUrl);
  const listenPort = await freePort();
  const account = chooseAccount(folder.path);
  const write = (name: string, text: string) => {
    const file = path.join(folder.path, name);
    writeFileSync(file, text, { mode: 0o600 });
    if (account.ids.uid !== undefined) chownSync(file, account.ids.uid, account.ids.gid);
    return file;
  };
  const users = write("users.txt", `"${username}" "${password}"\n`);
  const settings = write(
    "pgbouncer.ini",
    `[databases]
* = host=${hostname} port=${port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = md5
auth_file = ${users}
pool_mode = transaction
default_pool_size = ${serverConnections}
max_client_conn = 200
`,
  );
  chmodSync(folder.path, 0o711);
  pooler = spawn(program ?? "", ["--quiet", settings], { stdio: "ignore", cwd: "/", ...account.ids });
  await vi.waitUntil(() => accepts(listenPort), { timeout: 10_000 });
  return Object.assign(new URL(databaseUrl), { port: String(listenPort) }).href;
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false));
    socket.on("close", () => socket.destroy()).end();
  });

describe.skipIf(program === undefined)(
  "behind a pooler in transaction mode, with DATABASE_PREPARE=0 and no other setting",
  () => {
    let idp: Idp & { poolId: string };
    let seeded: Seeded[];

    beforeAll(async () => {
      folder = await makeTemporaryFolder("pooler");
      process.env.DATABASE_URL = await startPooler(process.env.DATABASE_URL ?? "");
      process.env.DATABASE_PREPARE = "0";
      await promisify(execFile)(process.execPath, ["db/migrate.ts"], { env: process.env });
      const demo = { seedDemo: true, adminEmail: undefined, adminPassword: undefined };
      seeded = await Promise.all([seedDatabase(demo), seedDatabase(demo)]);
      idp = await makeIdp({ licenses: 25 });
    });
    afterAll(async () => {
      await closeDatabase();
      pooler.kill();
      await once(pooler, "exit");
      folder.remove();
    });

    it("two first starts at once make one demo account", () => {
      expect(seeded.map(({ created }) => created).toSorted()).toEqual([false, true]);
    });

    it("connections are shared, and each has the deadlines of the role", async () => {
      const shown = Array.from(
        { length: 20 },
        () => sql()`
        select pg_backend_pid() as pid, name, setting::int from pg_settings, pg_sleep(0.01) where name = any(${Object.keys(deadlines)})`,
      );
      const rows = (await Promise.all(shown)).flat();
      expect(new Set(rows.map(({ pid }) => pid)).size).toBeLessThanOrEqual(serverConnections);
      for (const { name, setting } of rows) expect({ [name]: setting }).toEqual({ [name]: Reflect.get(deadlines, name) });
    });

    it("forty people at once, and whoever has no license waits", async () => {
      const names = Array.from({ length: 40 }, (_, number) => `person${number}`);
      await Promise.all(names.map((userName) => createUser(idp, { userName, externalId: `e-${userName}` })));
      const state = await poolState(idp, idp.poolId);
      expect(state).toMatchObject({ invited: 25, waiting: 15 });
      expect(violations(state)).toEqual([]);
    });

    it("matches, changes, groups and walks by startIndex and by cursor", async () => {
      const { body } = await listOf(idp, { filter: 'externalId eq "e-person7"' });
      const [{ id }] = body.Resources as [{ id: string }]; // one matches
      const patched = await idp(`PATCH /Users/${id}`, patchOf({ op: "replace", path: "active", value: false }));
      expect(patched.body).toMatchObject({ userName: "person7", active: false });
      const group = await idp("POST /Groups", { displayName: "Group", members: [{ value: id }] });
      expect(group).toMatchObject({ status: 201, body: { members: [{ value: id }] } });
      for (const startIndex of [1, 16, 31])
        expect((await listOf(idp, { startIndex, count: 15 })).body).toMatchObject({ totalResults: 40 });
      const { nextCursor } = (await listOf(idp, { cursor: "", count: 30 })).body;
      expect((await listOf(idp, { cursor: String(nextCursor), count: 30 })).body).toMatchObject({ itemsPerPage: 10 });
    });

    it("a job of all people runs to its end, and background work is done by one at a time", async () => {
      const admin = { kind: "admin", id: newId() } as const;
      const everybody = { kind: "matching", filter: {}, except: [] } as const;
      const job = await createPeopleJob(idp, admin, { kind: "people.suspend", title: "Test", parameters: {} }, everybody);
      while (await runJobBatch());
      const { total } = await listJobItems(idp, job.id, { filter: undefined, page: 1, pageSize: 10 });
      expect(total).toBe(40);
      expect(await asOnlyOne(async () => expect(await asOnlyOne(async () => {})).toBe(false))).toBe(true);
    });
  },
);

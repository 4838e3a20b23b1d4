import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { sql } from "#db/client.ts";
import { findIdentityByEmail } from "#db/queries/admins.ts";
import { findTokenHolder } from "#db/queries/tokens.ts";
import { verifyPassword } from "#lib/passwords.ts";
import { run } from "./run.ts";

type Result = { code: number | null; stdout: string; stderr: string };

/** The command line as somebody types it. */
async function typed(args: string[], environment: Record<string, string> = {}): Promise<Result> {
  const child = spawn(process.execPath, ["cli/account-center.ts", ...args], { env: { ...process.env, ...environment } });
  const read = async (stream: typeof child.stdout) => (await stream.setEncoding("utf8").toArray()).join("");
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [stdout, stderr, code] = await Promise.all([read(child.stdout), read(child.stderr), ended]);
  return { code, stdout, stderr };
}

/** The same without a process, which takes most of a second. */
async function cli(args: string[]): Promise<Result> {
  const result: Result = { code: null, stdout: "", stderr: "" };
  result.code = await run(args, {
    out: (text) => {
      result.stdout += text;
    },
    err: (text) => {
      result.stderr += text;
    },
  });
  return result;
}

// A program reads what --json prints; what the tests expect of it is checked field by field.
async function json(...args: string[]) {
  const { code, stdout, stderr } = await cli([...args, "--json"]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

async function refusal(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  return stderr.trim();
}

test("from nothing to a token: account, admin, pool, configuration, token", async () => {
  expect(await json("account", "create", "--name", "Northern Mills")).toMatchObject({ slug: "northern-mills" });
  const admin = await json(..."admin create --account northern-mills --email ann@example.com --name Ann --role full".split(" "));
  const identity = await findIdentityByEmail("ann@example.com");
  expect(await verifyPassword(identity?.passwordHash ?? undefined, admin.password)).toBe(true);

  const inAccount = ["--account", "northern-mills"];
  const license = ["--instance", "Sales Navigator EMEA", "--license", "Advanced"];
  expect(await json("pool", "set", ...inAccount, ...license, "--total", "12")).toMatchObject({
    product: "Sales Navigator",
    total: 12,
  });
  const made = await json(
    "configuration",
    "create",
    ...inAccount,
    "--name",
    "Entra ID",
    "--auto-assign",
    ...license,
    "--expires",
    "90d",
  );
  expect(Object.keys(made)).toEqual(["configurationId", "tenantUrl", "tokenId", "token", "expiresAt"]);
  expect(made.tenantUrl).toMatch(/^http:\/\/localhost:\d+\/scim\/v2$/);
  expect(Date.parse(made.expiresAt) - Date.now()).toBeLessThanOrEqual(90 * 86_400_000);
  expect(await findTokenHolder(made.token)).toMatchObject({ configurationId: made.configurationId, refused: undefined });
  expect(await json("configuration", "list", ...inAccount)).toMatchObject([
    { name: "Entra ID", license: { licenseType: "Advanced" } },
  ]);

  const second = await json("token", "create", ...inAccount, "--configuration", "Entra ID");
  expect(await json("token", "revoke", second.tokenId, ...inAccount)).toEqual({ tokenId: second.tokenId, revoked: true });
  expect((await findTokenHolder(second.token))?.refused?.reason).toBe("revoked");
  const tokens = await json("token", "list", ...inAccount, "--configuration", made.configurationId);
  expect(tokens.map(({ state }: { state: string }) => state).sort()).toEqual(["active", "revoked"]);

  expect(await json("configuration", "delete", "Entra ID", ...inAccount)).toMatchObject({ deleted: true });
  expect((await findTokenHolder(made.token))?.refused?.reason).toBe("deleted");
  const actors = await sql()`select distinct actor_kind from activity`;
  expect(actors.map(({ actor_kind }) => actor_kind)).toEqual(["system"]);
}, 60_000);

test("a person reads a table, and an empty list says what to do", async () => {
  expect((await cli(["pool", "list", "--account", "northern-mills"])).stdout).toMatch(/^instance +product +licenseType +total/);
  expect((await cli(["configuration", "list", "--account", "northern-mills"])).stdout).toBe(
    "This account has no SCIM configurations.\n",
  );
});

test("a new password works, the old one does not, and one that was typed is not repeated", async () => {
  const { password } = await json("admin", "reset-password", "--email", "ANN@example.com");
  const rights = async (given: string) =>
    verifyPassword((await findIdentityByEmail("ann@example.com"))?.passwordHash ?? undefined, given);
  expect(await rights(password)).toBe(true);
  const given = ["--password", "typed by me"];
  const { stdout } = await cli(["admin", "reset-password", "--email", "ann@example.com", ...given]);
  expect(stdout).not.toContain("typed by me");
  expect(await rights("typed by me")).toBe(true);
  expect(await rights(password)).toBe(false);
});

test("an id of another account is an unknown id", async () => {
  await json("account", "create", "--name", "Other");
  const theirs = ["--account", "northern-mills"];
  const made = await json("configuration", "create", ...theirs, "--name", "Okta");
  const mine = ["--account", "other"];
  const unknown = made.configurationId.replace(/^......../, "00000000");
  for (const id of [made.configurationId, unknown, "Okta", "x"]) {
    expect(await refusal("configuration", "delete", id, ...mine)).toBe(`There is no SCIM configuration "${id}" in this account.`);
  }
  const revoke = (id: string) => refusal("token", "revoke", id, ...mine);
  expect(await revoke(made.tokenId)).toBe(await revoke(unknown));
  expect((await findTokenHolder(made.token))?.refused).toBeUndefined();
}, 60_000);

test.each([
  [["account", "list", "--nonsense"], /unknown option '--nonsense'/],
  [["admin", "list"], /required option '--account <slug>' not specified/],
  [["admin", "list", "--account", "nowhere"], /^There is no account "nowhere"/],
  [["account", "create", "--name", "x", "--slug", "Not A Slug"], /^A slug has/],
  [["account", "create", "--name", "Northern Mills"], /^The slug "northern-mills" is taken/],
  [["admin", "create", "--account", "other", "--email", "ann", "--name", "A", "--role", "sub"], /^"ann" is not an email address/],
  [
    ["admin", "create", "--account", "other", "--email", "a@b.co", "--name", "A", "--role", "owner"],
    /Allowed choices are full, sub/,
  ],
  [["configuration", "create", "--account", "other", "--name", "x"], /^SCIM is available for Sales Navigator Advanced/],
  [
    ["configuration", "create", "--account", "northern-mills", "--name", "x", "--auto-assign"],
    /--instance "Sales Navigator EMEA"/,
  ],
  [["pool", "set", "--account", "other", "--instance", "x", "--license", "Gold", "--total", "1"], /^--product is needed/],
  [
    ["pool", "set", "--account", "other", "--instance", "Learning", "--license", "Gold", "--total", "1"],
    /no license type "Gold"/,
  ],
  [["pool", "set", "--account", "other", "--instance", "Learning", "--license", "Learning", "--total", "-3"], /whole number/],
])("%j is refused in one sentence and exit code 1", async (args, sentence) => {
  expect(await refusal(...args)).toMatch(sentence);
});

test("typed in a terminal it answers, refuses and ends", async () => {
  expect(await typed(["account", "create", "--name", "Typed", "--json"])).toMatchObject({ code: 0, stderr: "" });
  const refused = { code: 1, stdout: "", stderr: 'The slug "typed" is taken.\n' };
  expect(await typed(["account", "create", "--name", "Typed"])).toEqual(refused);
});

test("without a running database it says how to start one", async () => {
  const nowhere = { DATABASE_URL: "", DATA_DIR: "/nonexistent" };
  expect(await typed(["account", "list"], nowhere)).toMatchObject({ code: 1, stderr: expect.stringContaining("npm start") });
  const stopped = { DATABASE_URL: "postgres://u:hidden@127.0.0.1:9/x" };
  const { code, stderr } = await typed(["account", "list"], stopped);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The database at 127\.0\.0\.1:9 does not answer\. Start it first with npm start/);
  expect(stderr).not.toContain("hidden");
});

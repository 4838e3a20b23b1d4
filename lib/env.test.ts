import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readEnv } from "./env.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "account-center-env-"));
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test("an empty environment is complete", () => {
  expect(readEnv({})).toEqual({
    port: 3000,
    host: "127.0.0.1",
    dataDir: path.resolve(".data"),
    databaseUrl: undefined,
    migrationDatabaseUrl: undefined,
    databasePrepare: true,
    databasePoolSize: 20,
    publicOrigin: undefined,
    trustProxy: false,
    appSecret: undefined,
    smtpUrl: undefined,
    mailFrom: "account-center@localhost",
    mailCaptureDir: undefined,
    ssoPrivateNetworks: false,
    ssoHttpLoopback: false,
    seedDemo: true,
    adminEmail: undefined,
    adminPassword: undefined,
    logLevel: "info",
    webConcurrency: 1,
    chromiumPath: undefined,
  });
});

test("an empty variable counts as absent", () => {
  expect(readEnv({ PORT: "", DATABASE_URL: " ", SEED_DEMO: "" })).toEqual(readEnv({}));
});

test("a database of one's own is not seeded unless asked", () => {
  const DATABASE_URL = "postgres://app@db.example.com/ac";
  expect(readEnv({ DATABASE_URL }).seedDemo).toBe(false);
  expect(readEnv({ DATABASE_URL, SEED_DEMO: "1" }).seedDemo).toBe(true);
  expect(readEnv({ SEED_DEMO: "0" }).seedDemo).toBe(false);
});

test("migrations use DATABASE_URL unless they have their own", () => {
  const DATABASE_URL = "postgresql://app@db.example.com/ac";
  expect(readEnv({ DATABASE_URL }).migrationDatabaseUrl).toBe(DATABASE_URL);
  const MIGRATION_DATABASE_URL = "postgres://owner@db.example.com/ac";
  expect(readEnv({ DATABASE_URL, MIGRATION_DATABASE_URL }).migrationDatabaseUrl).toBe(MIGRATION_DATABASE_URL);
});

test("whoever sends e-mail says from whom", () => {
  const SMTP_URL = "smtps://user:hidden@mail.example.com";
  expect(() => readEnv({ SMTP_URL })).toThrow(/^MAIL_FROM is required with SMTP_URL\.$/);
  for (const MAIL_FROM of ["a@example.com", "Account Center <a@example.com>"]) {
    expect(readEnv({ SMTP_URL, MAIL_FROM })).toMatchObject({ smtpUrl: SMTP_URL, mailFrom: MAIL_FROM });
  }
  for (const MAIL_FROM of ["nobody", "a@b@c", "A <a@b>\nBcc: x@example.com"]) {
    expect(() => readEnv({ SMTP_URL, MAIL_FROM })).toThrow("MAIL_FROM must be an address");
  }
});

test("PUBLIC_ORIGIN loses its trailing slash", () => {
  expect(readEnv({ PUBLIC_ORIGIN: "https://accounts.example.com/" }).publicOrigin).toBe("https://accounts.example.com");
});

test.each([
  ["PORT", "abc"],
  ["PORT", "0"],
  ["PORT", "65536"],
  ["PORT", "30.5"],
  ["DATABASE_URL", "mysql://db.example.com/ac"],
  ["DATABASE_URL", "localhost"],
  ["MIGRATION_DATABASE_URL", "nowhere"],
  ["DATABASE_PREPARE", "yes"],
  ["PUBLIC_ORIGIN", "accounts.example.com"],
  ["PUBLIC_ORIGIN", "https://accounts.example.com/scim"],
  ["TRUST_PROXY", "2"],
  ["APP_SECRET", "short"],
  ["SEED_DEMO", "true"],
  ["ADMIN_EMAIL", "nobody"],
  ["ADMIN_PASSWORD", "1234567"],
  ["LOG_LEVEL", "loud"],
  ["WEB_CONCURRENCY", "-1"],
])("%s=%s is refused with one sentence that names it", (name, value) => {
  expect(() => readEnv({ [name]: value })).toThrow(new RegExp(`^${name} must [^\\n]+\\.$`));
});

test("a refused secret is not repeated", () => {
  const secrets = { APP_SECRET: "s3cr3t-a", ADMIN_PASSWORD: "s3cr3t", DATABASE_URL: "mysql://user:s3cr3t@db/ac" };
  expect(() => readEnv(secrets)).toThrow(/^(?!.*s3cr3t)/s);
});

test("importing the settings reads nothing", async () => {
  vi.stubEnv("PORT", "not a port");
  const { env } = await import("./env.ts");
  expect(() => env.port).toThrow("PORT");
});

test("without DATABASE_URL the embedded database of DATA_DIR is found", async () => {
  mkdirSync(path.join(folder, "postgres"));
  writeFileSync(
    path.join(folder, "postgres/connection.json"),
    JSON.stringify({ databaseUrl: "postgres://app@x/y", migrationDatabaseUrl: "postgres://owner@x/y" }),
  );
  writeFileSync(path.join(folder, "app-secret"), "kept secret\n");
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("DATABASE_URL", undefined);
  vi.stubEnv("MIGRATION_DATABASE_URL", undefined);
  vi.stubEnv("APP_SECRET", undefined);
  const { env } = await import("./env.ts");
  expect([env.databaseUrl, env.migrationDatabaseUrl, env.appSecret]).toEqual([
    "postgres://app@x/y",
    "postgres://owner@x/y",
    "kept secret",
  ]);
});

test("without any database the sentence says what to do", async () => {
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("DATABASE_URL", undefined);
  const { env } = await import("./env.ts");
  expect(() => env.databaseUrl).toThrow("npm start");
});

test("APP_SECRET is required with DATABASE_URL, also when DATA_DIR keeps one", async () => {
  writeFileSync(path.join(folder, "app-secret"), "kept secret\n");
  vi.stubEnv("DATA_DIR", folder);
  vi.stubEnv("DATABASE_URL", "postgres://app@db.example.com/ac");
  vi.stubEnv("APP_SECRET", undefined);
  const { env } = await import("./env.ts");
  expect(() => env.appSecret).toThrow("APP_SECRET is required with DATABASE_URL.");
});

import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const flag = z.enum(["1", "0"], "must be 1 or 0").transform((value) => value === "1");
const wholeNumber = (min: number, max: number) => {
  const sentence = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number(sentence).int(sentence).min(min, sentence).max(max, sentence);
};
const postgresUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: "must be a URL such as postgres://user:password@host:5432/database",
});

/** The origin that the text spells, nothing more and nothing less; a slash at its end is forgiven. */
function originOf(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` ? url.origin : undefined;
}

/** An address, or a name with one: "Account Center <accounts@example.com>". */
const sender = /^(?:[^<>\r\n]+<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/;

/** Every variable the product reads. An empty one counts as absent. */
const variables = z.object({
  PORT: wholeNumber(1, 65_535).default(3000),
  HOST: z.string().default("127.0.0.1"), // a proxy on the same machine; 0.0.0.0 opens it to the network
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: postgresUrl.optional(), // absent: the embedded database
  MIGRATION_DATABASE_URL: postgresUrl.optional(),
  DATABASE_PREPARE: flag.default(true), // 0 for poolers in transaction mode that know no prepared statements
  DATABASE_POOL_SIZE: wholeNumber(1, 1000).default(20),
  PUBLIC_ORIGIN: z
    .string()
    .refine((text) => originOf(text) !== undefined, "must be an origin without a path, such as https://accounts.example.com")
    .transform(originOf)
    .optional(),
  TRUST_PROXY: flag.default(false), // believe X-Forwarded-*: only behind a proxy that sets them
  APP_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be a URL such as smtps://user:password@mail.example.com" }).optional(),
  MAIL_FROM: z.string().regex(sender, 'must be an address such as "Account Center <accounts@example.com>"').optional(),
  MAIL_CAPTURE_DIR: z.string().optional(), // tests and demos: e-mail becomes files there instead of being sent
  SSO_PRIVATE_NETWORKS: flag.default(false), // identity providers of single sign-on may be at private addresses
  SSO_HTTP_LOOPBACK: flag.default(false), // tests and development: one on this machine may speak plain http
  SEED_DEMO: flag.optional(),
  ADMIN_EMAIL: z.email("must be an e-mail address").optional(),
  ADMIN_PASSWORD: z.string().min(8, "must have at least 8 characters").optional(),
  LOG_LEVEL: z
    .enum(
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      "must be fatal, error, warn, info, debug, trace or silent",
    )
    .default("info"),
  WEB_CONCURRENCY: wholeNumber(1, 64).default(1), // the number of server processes, each with a pool of its own
  GALLERY_APP_NAME: z.string().max(100, "must have at most 100 characters").optional(), // how identity providers list the vendor's app
  MESSAGES: z.string().optional(), // the console in another language: a translation of messages/en.json, such as de.json
  CHROMIUM_PATH: z.string().optional(), // tests and screenshots
});

/** The settings as the environment gives them: pure, reads no file. Throws one sentence per bad variable, never with a secret value. */
export function readEnv(source: Record<string, string | undefined>) {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ""));
  const parsed = variables.safeParse(present);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map(({ path: [name], message }) => `${String(name)} ${message}.`).join("\n"));
  }
  const value = parsed.data;
  if (value.SMTP_URL && !value.MAIL_FROM) throw new Error("MAIL_FROM is required with SMTP_URL.");
  return {
    port: value.PORT,
    host: value.HOST,
    dataDir: path.resolve(value.DATA_DIR),
    databaseUrl: value.DATABASE_URL,
    migrationDatabaseUrl: value.MIGRATION_DATABASE_URL ?? value.DATABASE_URL,
    databasePrepare: value.DATABASE_PREPARE,
    databasePoolSize: value.DATABASE_POOL_SIZE,
    publicOrigin: value.PUBLIC_ORIGIN,
    trustProxy: value.TRUST_PROXY,
    appSecret: value.APP_SECRET,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM ?? "account-center@localhost",
    mailCaptureDir: value.MAIL_CAPTURE_DIR && path.resolve(value.MAIL_CAPTURE_DIR),
    ssoPrivateNetworks: value.SSO_PRIVATE_NETWORKS,
    ssoHttpLoopback: value.SSO_HTTP_LOOPBACK,
    seedDemo: value.SEED_DEMO ?? value.DATABASE_URL === undefined, // another's database is never filled unasked
    adminEmail: value.ADMIN_EMAIL,
    adminPassword: value.ADMIN_PASSWORD,
    logLevel: value.LOG_LEVEL,
    webConcurrency: value.WEB_CONCURRENCY,
    galleryAppName: value.GALLERY_APP_NAME,
    messages: value.MESSAGES && path.resolve(value.MESSAGES),
    chromiumPath: value.CHROMIUM_PATH,
  };
}

export type EnvironmentSettings = ReturnType<typeof readEnv>;
type Env = Omit<EnvironmentSettings, "databaseUrl" | "migrationDatabaseUrl" | "appSecret"> & {
  readonly databaseUrl: string;
  readonly migrationDatabaseUrl: string;
  readonly appSecret: string;
};

/**
 * The settings of this process, completed by what `npm start` keeps in DATA_DIR: the command line thus finds the running
 * embedded database. Read on first use, because a build imports this file without any environment.
 */
export const env: Env = lazily(() => complete(readEnv(process.env)));

function complete(settings: EnvironmentSettings): Env {
  return {
    ...settings,
    get databaseUrl() {
      return settings.databaseUrl ?? embeddedConnection(settings.dataDir).databaseUrl;
    },
    get migrationDatabaseUrl() {
      return settings.migrationDatabaseUrl ?? embeddedConnection(settings.dataDir).migrationDatabaseUrl;
    },
    get appSecret() {
      if (settings.appSecret !== undefined) return settings.appSecret;
      if (settings.databaseUrl !== undefined) throw new Error("APP_SECRET is required with DATABASE_URL.");
      return readKept(settings.dataDir, "app-secret").trim();
    },
  };
}

/** Written by scripts/embedded-database.ts. */
const connectionFile = z.object({ databaseUrl: z.string(), migrationDatabaseUrl: z.string() });

function embeddedConnection(dataDir: string): z.infer<typeof connectionFile> {
  return connectionFile.parse(JSON.parse(readKept(dataDir, "postgres/connection.json")));
}

function readKept(dataDir: string, name: string): string {
  const file = path.join(/* turbopackIgnore: true */ dataDir, name);
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new Error(`${file} cannot be read. Start Account Center with npm start, or set DATABASE_URL and APP_SECRET.`, {
      cause,
    });
  }
}

function lazily<T extends object>(make: () => T): T {
  let made: T | undefined;
  const target = () => {
    made ??= make();
    return made;
  };
  // The proxy stands for what `make` returns; every key is looked up there.
  return new Proxy({} as T, {
    get: (_, key) => Reflect.get(target(), key),
    has: (_, key) => Reflect.has(target(), key),
  });
}

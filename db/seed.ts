import { pathToFileURL } from "node:url";
import { licenseTypes } from "../lib/catalogue.ts";
import { env } from "../lib/env.ts";
import { describeError } from "../lib/log.ts";
import { hashPassword, newPassword } from "../lib/passwords.ts";
import { closeDatabase, sql } from "./client.ts";
import { type Account, createAccount, findAccountBySlug, listAccounts } from "./queries/accounts.ts";
import { createAdmin, listAdmins, type Role } from "./queries/admins.ts";
import { setPoolTotal } from "./queries/licenses.ts";

const system = { kind: "system" } as const;
/** Small enough that a first sync of sixty people shows the waiting line. */
const licensesPerPool = 50;

type Settings = Pick<typeof env, "seedDemo" | "adminEmail" | "adminPassword">;

/** What the launcher reads. Passwords are there only when this run made them. */
export type Seeded = {
  created: boolean;
  adminEmail?: string;
  password?: string;
  subAdminEmail?: string;
  subAdminPassword?: string;
};

/**
 * Fills an empty database: the demo account with its licenses, a Full and a Sub admin; without the demo an account with its
 * first Full admin. That admin is made last, so a run that was cut off is finished by the next. Two runs at once take turns.
 */
export const seedDatabase = (settings: Settings): Promise<Seeded> =>
  // the lock belongs to a transaction, so it also holds behind a pooler
  sql().begin(async (turn) => {
    await turn`set local idle_in_transaction_session_timeout = 0`;
    await turn`select pg_advisory_xact_lock(hashtext('account-center seed'))`;
    return seedInTurn(settings);
  });

async function seedInTurn({ seedDemo, adminEmail, adminPassword }: Settings): Promise<Seeded> {
  const email = adminEmail ?? (seedDemo ? "admin@example.com" : undefined);
  const wanted = seedDemo ? { name: "Example Organization", slug: "demo" } : { name: "Your organization", slug: "main" };
  if (!email) return { created: false };

  const existing = await findAccountBySlug(wanted.slug);
  const adminsSoFar = existing ? await listAdmins({ accountId: existing.id }) : [];
  const full = adminsSoFar.find(({ role }) => role === "full");
  if (full) return { created: false, adminEmail: full.email };
  if (!existing && (await listAccounts()).length > 0) return { created: false };

  const account = existing ?? (await createAccount(system, wanted));
  if (!seedDemo) return { created: true, adminEmail: email, password: await firstAdmin(account, email, adminPassword) };
  await demoPools(account);
  const sub = { subAdminEmail: "reports@example.com", subAdminPassword: await demoSubAdmin(account, adminsSoFar.length > 0) };
  return { created: true, adminEmail: email, password: await firstAdmin(account, email, adminPassword), ...sub };
}

async function demoPools(account: Account): Promise<void> {
  for (const { product, name } of licenseTypes) {
    const input = { product, instance: product, licenseType: name, total: licensesPerPool };
    await setPoolTotal({ accountId: account.id }, system, input);
  }
}

const firstAdmin = (account: Account, email: string, password: string | undefined) =>
  addAdmin(account, { email, name: "Account Admin", role: "full", password });

const demoSubAdmin = (account: Account, exists: boolean) =>
  exists ? undefined : addAdmin(account, { email: "reports@example.com", name: "Report Reader", role: "sub" });

async function addAdmin(
  account: Account,
  { password = newPassword(), ...admin }: { email: string; name: string; role: Role; password?: string },
): Promise<string | undefined> {
  const passwordHash = await hashPassword(password);
  const { newIdentity } = await createAdmin({ accountId: account.id }, system, { ...admin, passwordHash });
  return newIdentity ? password : undefined;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    process.stdout.write(`${JSON.stringify(await seedDatabase(env))}\n`);
  } catch (error) {
    process.stderr.write(`The first account could not be created: ${JSON.stringify(describeError(error))}\n`);
    process.exitCode = 1;
  } finally {
    await closeDatabase();
  }
}

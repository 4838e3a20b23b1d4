import { and, asc, eq, sql as fragment } from "drizzle-orm";
import { AppError } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { t } from "../../lib/text.ts";
import { digest } from "../../lib/tokens.ts";
import { db, violatedUnique } from "../client.ts";
import { accounts, lookups } from "../schema/accounts.ts";
import { type Actor, recordActivity } from "./activity.ts";
import type { Scope } from "./scope.ts";

export type Account = { id: string; name: string; slug: string; createdAt: Date };

const slugPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A slug out of a name: "Müller & Sons Ltd" becomes "muller-sons-ltd"; empty when nothing of it can stand in one. */
export const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-|-$/g, "");

/** Creates a customer organisation, without admins or licenses. Throws invalid for a bad slug, conflict for a taken one. */
export async function createAccount(actor: Actor, input: { name: string; slug: string }): Promise<Account> {
  const { name, slug } = input;
  if (!slugPattern.test(slug)) {
    const message = t("A slug has lower-case letters, digits and single hyphens between them.");
    throw new AppError("invalid", message, { slug: message });
  }
  const id = newId();
  try {
    return await db().transaction(async (tx) => {
      const [account] = await tx.insert(accounts).values({ id, name, slug }).returning();
      if (!account) throw new Error("an insert returned no row");
      await tx.insert(lookups).values({ kind: "account", digest: digest(slug), accountId: id, rowId: id });
      await recordActivity(
        tx,
        { accountId: id },
        {
          actor,
          action: "account.created",
          subject: { kind: "account", id },
          changes: { name: [null, name], slug: [null, slug] },
        },
      );
      return account;
    });
  } catch (error) {
    if (violatedUnique(error) !== "lookups_kind_digest_pk") throw error;
    const message = t('The slug "{slug}" is taken.', { slug });
    throw new AppError("conflict", message, { slug: message });
  }
}

/** The account with this slug, or undefined. */
export async function findAccountBySlug(slug: string): Promise<Account | undefined> {
  const [row] = await db()
    .select({ account: accounts })
    .from(lookups)
    .innerJoin(accounts, eq(accounts.id, lookups.accountId))
    .where(and(eq(lookups.kind, "account"), eq(lookups.digest, digest(slug))));
  return row?.account;
}

/** The account itself. Throws not_found. */
export async function getAccount({ accountId }: Scope): Promise<Account> {
  const [account] = await db().select(accountFields).from(accounts).where(eq(accounts.id, accountId));
  if (!account) throw new AppError("not_found", t("This account does not exist."));
  return account;
}

const accountFields = { id: accounts.id, name: accounts.name, slug: accounts.slug, createdAt: accounts.createdAt };

/** Renames an account; `seen` is the name that the admin saw. Throws conflict when somebody else renamed it meanwhile. */
export function renameAccount(scope: Scope, actor: Actor, { name, seen }: { name: string; seen: string }): Promise<void> {
  return db().transaction(async (tx) => {
    const [account] = await tx.select(accountFields).from(accounts).where(eq(accounts.id, scope.accountId)).for("no key update");
    if (!account) throw new AppError("not_found", t("This account does not exist."));
    if (account.name !== seen)
      throw new AppError(
        "conflict",
        t("Somebody else renamed it “{account}” meanwhile. Reload the page.", { account: account.name }),
      );
    if (name === seen) return;
    await tx.update(accounts).set({ name }).where(eq(accounts.id, scope.accountId));
    await recordActivity(tx, scope, {
      actor,
      action: "account.renamed",
      subject: { kind: "account", id: scope.accountId },
      changes: { name: [seen, name] },
    });
  });
}

/** Every account of this installation in the order of their names: for the operator alone, never for an admin. */
export const listAccounts = (): Promise<(Account & { admins: number })[]> =>
  db()
    .select({
      id: accounts.id,
      name: accounts.name,
      slug: accounts.slug,
      createdAt: accounts.createdAt,
      admins: fragment<number>`(select count(*)::int from admins where admins.account_id = accounts.id)`,
    })
    .from(accounts)
    .orderBy(asc(accounts.name), asc(accounts.id));

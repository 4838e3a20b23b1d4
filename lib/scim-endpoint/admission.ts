import { env } from "../env.ts";
import { processState } from "../process-state.ts";
import { ScimError } from "../scim/error.ts";
import type { Call } from "./call.ts";
import { limits } from "./limits.ts";

/** Who is at work in the database, and who waits for a turn; accounts take turns, each first come, first served. */
type Account = { running: number; waiting: (() => void)[] };
type Admission = { running: number; accounts: Map<string, Account> };

const admission = () => processState().once("scim admission", (): Admission => ({ running: 0, accounts: new Map() }));

/** Calls at once: the connections of this process less a few for the console. */
const places = () => Math.max(1, env.databasePoolSize - limits.consoleConnections);
/** One account never takes all of them: what blocks or floods it must not block others. */
const share = () => Math.max(1, Math.ceil(places() * limits.accountShare));

/**
 * Does the work of a call when it is its turn. Without one in 2.5 seconds: 429 for an account that is at its share, 503 for
 * one that others kept waiting.
 */
export async function withTurn<T>(call: Call, work: () => Promise<T>): Promise<T> {
  const { accountId } = call.caller;
  if (!mayStart(accountOf(accountId))) await waitForTurn(call);
  else start(accountOf(accountId));
  try {
    return await work();
  } finally {
    end(accountId);
  }
}

function accountOf(id: string): Account {
  const { accounts } = admission();
  const account = accounts.get(id) ?? { running: 0, waiting: [] };
  accounts.set(id, account);
  return account;
}

const mayStart = ({ running }: Account) => admission().running < places() && running < share();

function start(account: Account): void {
  admission().running++;
  account.running++;
}

function end(accountId: string): void {
  const { accounts } = admission();
  const account = accountOf(accountId);
  admission().running--;
  account.running--;
  for (const [id, next] of accounts) {
    const [first] = next.waiting;
    if (!first || !mayStart(next)) continue;
    next.waiting.shift();
    // to the end of the round
    accounts.delete(id);
    accounts.set(id, next);
    start(next);
    first();
    break;
  }
  if (account.running === 0 && account.waiting.length === 0) accounts.delete(accountId);
}

function waitForTurn(call: Call): Promise<void> {
  const account = accountOf(call.caller.accountId);
  return new Promise((resolve, reject) => {
    const begin = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      account.waiting.splice(account.waiting.indexOf(begin), 1);
      call.headers["retry-after"] = "1";
      const status = account.running >= share() ? 429 : 503;
      reject(new ScimError(status, undefined, "Too many requests are being worked on. Try again."));
    }, limits.turnWaitMs);
    account.waiting.push(begin);
  });
}

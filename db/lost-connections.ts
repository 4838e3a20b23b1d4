import type postgres from "postgres";

type Work = (tx: postgres.TransactionSql) => unknown;

/** Whether a transaction has ended, also without its code: the driver refuses it as a whole when its connection is lost. */
type State = { ended: boolean };

const endedError = () =>
  Object.assign(new Error("The transaction has ended; its connection may have been lost."), { code: "CONNECTION_CLOSED" });

const textArray = 1009;

/**
 * Lets the driver ask which array types there are until one connection has answered. postgres 3.4.9 asks on every new connection;
 * when that is lost meanwhile, nobody hears of it but the process, which ends.
 */
export function askForTypesOnce({ options }: postgres.Sql): void {
  Object.defineProperty(options, "fetch_types", { get: () => options.parsers[textArray] === undefined });
}

/**
 * Lets a transaction end with its connection. When that is lost, postgres 3.4.9 refuses the transaction, but what its code still
 * says is sent all the same: on a new connection, where it is executed alone and kept, or answered with what belongs to somebody
 * else; or on none, which ends the process (porsager/postgres, issues 1154 and 1208). Here such statements are refused, and the
 * driver is not told how the code ended, because it would send a ROLLBACK or COMMIT in the same way.
 */
export function endTransactionsWithConnection(client: postgres.Sql): void {
  const begin = client.begin.bind(client);
  const guarded = async (...args: [Work] | [string, Work]): Promise<unknown> => {
    const state: State = { ended: false };
    const work = args.length === 1 ? args[0] : args[1];
    const watched: Work = (tx) => unlessEnded(state, () => work(guard(tx, state)));
    try {
      return await (args.length === 1 ? begin(watched) : begin(args[0], watched));
    } finally {
      state.ended = true;
    }
  };
  Object.assign(client, { begin: guarded });
}

/** How the work ended; never, when the transaction ended before. */
async function unlessEnded(state: State, work: () => unknown): Promise<unknown> {
  try {
    const said = work();
    const result = await (Array.isArray(said) ? Promise.all(said) : said);
    if (!state.ended) return result;
  } catch (error) {
    // what failed may have failed because the connection was lost, and the driver says so only after that
    await new Promise((resolve) => setImmediate(resolve));
    if (!state.ended) throw error;
  }
  return new Promise(() => {});
}

/** The transaction's client, which sends nothing more after its end. */
const guard = (tx: postgres.TransactionSql, state: State): postgres.TransactionSql =>
  new Proxy(tx, {
    apply(target, self, args) {
      if (state.ended) throw endedError();
      return Reflect.apply(target, self, args);
    },
    get(target, key) {
      if (state.ended) throw endedError();
      return Reflect.get(target, key);
    },
  });

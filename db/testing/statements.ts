import { sql } from "../client.ts";

export type Statement = { text: string; params: unknown[] };

/** Runs something and tells which statements this process sent to the database meanwhile. */
export async function statementsOf(run: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const { options } = sql();
  options.debug = (_connection, text, params) => statements.push({ text, params });
  try {
    await run();
  } finally {
    options.debug = false;
  }
  // what the driver asks about types when a connection is new
  return statements.filter(({ text }) => !text.includes("pg_catalog.pg_type"));
}

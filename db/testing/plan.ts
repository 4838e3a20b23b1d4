import postgres from "postgres";
import { env } from "../../lib/env.ts";
import { sql } from "../client.ts";

type PlanNode = { "Node Type": string; "Index Name"?: string; "Plan Rows": number; "Actual Rows"?: number; Plans?: PlanNode[] };
type Statement = { text: string; params: (string | number | boolean | null)[]; prepare?: boolean };
type Explained = { "QUERY PLAN": { Plan: PlanNode }[] };

/** The nodes of the plan by which a statement ran, outermost first; of a prepared one the plan for whatever is bound. */
export async function planOf(statement: Statement): Promise<PlanNode[]> {
  const { text, params, prepare = false } = statement;
  const explain = "explain (analyze, format json)";
  const rows = prepare ? await explainGeneric(statement) : await sql().unsafe<Explained[]>(`${explain} ${text}`, params);
  return rows.flatMap((row) => row["QUERY PLAN"]).flatMap(({ Plan }) => nodesOf(Plan));
}

async function explainGeneric({ text, params }: Statement): Promise<Explained[]> {
  const literals = params.map((value) => (value === null ? "null" : `'${String(value).replaceAll("'", "''")}'`));
  return sql().begin(async (tx) => {
    await tx`set local plan_cache_mode = force_generic_plan`;
    await tx.unsafe(`prepare explained as ${text}`);
    const rows = await tx.unsafe<Explained[]>(`explain (analyze, format json) execute explained(${literals})`);
    await tx`deallocate explained`;
    return rows;
  });
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Brings the planner's statistics up to date, as autovacuum does within a minute; only the owner of the tables may. */
export async function analyze(): Promise<void> {
  const owner = postgres(env.migrationDatabaseUrl, { max: 1, onnotice: () => {} });
  // vacuum too: while autovacuum merges what a GIN index holds back, entries are counted twice
  await owner`vacuum analyze`;
  await owner.end();
}

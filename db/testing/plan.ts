import postgres from "postgres";
import { env } from "../../lib/env.ts";
import { sql } from "../client.ts";

type PlanNode = { "Node Type": string; "Index Name"?: string; "Plan Rows": number; "Actual Rows"?: number; Plans?: PlanNode[] };
type Statement = { text: string; params: (string | number | boolean | null)[] };

/** The nodes of the plan by which a statement ran, outermost first. */
export async function planOf({ text, params }: Statement): Promise<PlanNode[]> {
  const rows = await sql().unsafe<{ "QUERY PLAN": { Plan: PlanNode }[] }[]>(`explain (analyze, format json) ${text}`, params);
  return rows.flatMap((row) => row["QUERY PLAN"]).flatMap(({ Plan }) => nodesOf(Plan));
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** Brings the planner's statistics up to date, as autovacuum does within a minute; only the owner of the tables may. */
export async function analyze(): Promise<void> {
  const owner = postgres(env.migrationDatabaseUrl, { max: 1, onnotice: () => {} });
  await owner`analyze`;
  await owner.end();
}

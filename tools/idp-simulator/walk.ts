import type { Client } from "./client.ts";
import { type Group, nameOf } from "./groups.ts";
import type { Person } from "./people.ts";
import type { Drift } from "./report.ts";
import { type Resource, readPath } from "./resource.ts";

export type Walk = { resources: Resource[]; totals: number[] };

/** Reads a whole list page by page by startIndex and count, as every import does. */
export async function walk(client: Client, kind: string, path: "/Users" | "/Groups", pageSize = 100): Promise<Walk> {
  const resources: Resource[] = [];
  const totals: number[] = [];
  for (;;) {
    const page = await client.list(kind, `${path}?startIndex=${resources.length + 1}&count=${pageSize}`);
    resources.push(...page.resources);
    totals.push(page.totalResults);
    if (page.resources.length === 0 || resources.length >= page.totalResults) return { resources, totals };
  }
}

/** What is wrong with a walk while nothing else was written: nobody may come twice, and every page must count what there is. */
export function walkDrift(path: string, { resources, totals }: Walk): Drift[] {
  const times = Map.groupBy(resources, (resource) => readPath(resource, "id"));
  const repeated = [...times].filter(([, { length }]) => length > 1);
  const drift: Drift[] = repeated.map(([id, { length }]) => ({
    who: String(id),
    attribute: "import",
    sent: "once",
    found: `${length} times`,
  }));
  for (const total of new Set(totals)) {
    if (total !== resources.length) drift.push({ who: path, attribute: "totalResults", sent: resources.length, found: total });
  }
  return drift;
}

/** Who should have come and did not. */
export function unlisted(subjects: (Person | Group)[], { resources }: Walk): Drift[] {
  const listed = new Set(resources.map(({ id }) => id));
  const missing = subjects.filter(({ id }) => !listed.has(id));
  return missing.map((subject) => ({ who: nameOf(subject), attribute: "import", sent: "once", found: "not listed" }));
}

import type { BulkOperation, RefusedOperation } from "./bulk.ts";
import { isJsonObject } from "./resource.ts";

/**
 * One step of a Bulk job. `run`: carry out the operation at `index`; what it refers to exists by then, except for the bulkIds in
 * `later`, which are part of a circle. `link`: they exist now, so the operation can be completed.
 */
export type BulkStep = { kind: "run"; index: number; later: ReadonlySet<string> } | { kind: "link"; index: number };

/**
 * The order of a Bulk job: as sent, but a resource that an earlier operation refers to is created before that one. RFC 7644 §3.7 lets
 * a server change the sequence for this, and §3.7.1 asks it to try circles.
 */
export function orderBulk(operations: readonly (BulkOperation | RefusedOperation)[]): BulkStep[] {
  const creates = new Map<string, number>();
  for (const [index, operation] of operations.entries())
    if (!("error" in operation) && operation.method === "POST" && operation.bulkId) creates.set(operation.bulkId, index);

  const steps: BulkStep[] = [];
  const states = new Map<number, "begun" | "done">();
  let circular: number[] = [];

  function visit(index: number): void {
    states.set(index, "begun");
    const operation = operations[index];
    const later = new Set<string>();
    for (const bulkId of operation && !("error" in operation) ? bulkReferences(operation) : []) {
      const target = creates.get(bulkId);
      if (target === undefined) continue;
      if (!states.has(target)) visit(target);
      else if (states.get(target) === "begun") later.add(bulkId);
    }
    states.set(index, "done");
    steps.push({ kind: "run", index, later });
    if (later.size > 0) circular.push(index);
  }

  for (const index of operations.keys()) {
    if (!states.has(index)) visit(index);
    steps.push(...circular.map((index) => ({ kind: "link", index }) as const));
    circular = [];
  }
  return steps;
}

/** The bulkIds that an operation refers to, each once. */
export function bulkReferences({ path, data }: BulkOperation): string[] {
  const found = new Set<string>();
  const note = (bulkId: string) => {
    found.add(bulkId);
    return bulkId;
  };
  resolvePath(path, note);
  resolveReferences(data, note);
  return [...found];
}

/** Replaces a `bulkId:…` that stands for the id in the path of an operation. */
export const resolvePath = (path: string, idOf: (bulkId: string) => string): string =>
  path.replace(/^(\/[^/?]+\/)bulkId:([^/?]+)/, (_, endpoint: string, bulkId: string) => endpoint + idOf(bulkId));

/**
 * Replaces every text `bulkId:…` in the data of an operation, and in the filters of PATCH paths (§3.7.2). null leaves a reference out:
 * it is an unassigned value then. What a user says of its `groups` is read-only and refers to nothing, or it would make a circle with
 * the group that lists the user.
 */
export function resolveReferences(data: unknown, idOf: (bulkId: string) => string | null): unknown {
  if (typeof data === "string") {
    const bulkId = /^bulkId:(.+)$/s.exec(data)?.[1];
    return bulkId === undefined ? data : idOf(bulkId);
  }
  if (Array.isArray(data)) return data.map((item) => resolveReferences(item, idOf));
  if (!isJsonObject(data)) return data;
  const resolve = (name: string, value: unknown) => {
    const key = name.toLowerCase();
    if (key === "groups") return value;
    if (key !== "path" || typeof value !== "string") return resolveReferences(value, idOf);
    return value.replaceAll(/"bulkId:([^"\\]+)"/g, (_, bulkId: string) => JSON.stringify(idOf(bulkId)));
  };
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, resolve(name, value)]));
}

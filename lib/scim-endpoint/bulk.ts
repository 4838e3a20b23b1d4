import { type BulkOperation, type BulkResult, bulkResponse, parseBulkRequest, type RefusedOperation } from "../scim/bulk.ts";
import { type BulkStep, orderBulk, resolvePath, resolveReferences } from "../scim/bulk-order.ts";
import { conflict, invalidValue, notFound, ScimError } from "../scim/error.ts";
import { patchSchema } from "../scim/patch.ts";
import { answerOperation, refuseOperation } from "./bulk-operation.ts";
import type { Call } from "./call.ts";
import { limits } from "./limits.ts";
import { routeResources } from "./resources.ts";
import { type Answer, respond } from "./respond.ts";

type Job = {
  call: Call;
  operations: (BulkOperation | RefusedOperation)[];
  /** By the index of their operations; absent for those that were left alone. */
  results: (BulkResult | undefined)[];
  /** What POSTs created, by bulkId; undefined when one failed. */
  ids: Map<string, string | undefined>;
};

/** POST /Bulk (RFC 7644 §3.7): each operation as if it were a request of its own, done or refused by itself. */
export async function bulk(call: Call, body: unknown): Promise<Answer> {
  const { operations, failOnErrors } = parseBulkRequest(body);
  const job: Job = { call, operations, results: [], ids: new Map() };
  const end = performance.now() + limits.bulkMs;
  let errors = 0;
  for (const step of orderBulk(operations)) {
    // what was created is completed even when the job ends here, or its result would not be true
    if (errors >= failOnErrors && (step.kind === "run" || !job.results[step.index])) continue;
    const result = await (step.kind === "link" ? link(job, step.index) : run(job, step, performance.now() > end));
    if (result !== job.results[step.index] && Number(result.status) >= 400) errors++;
    job.results[step.index] = result;
  }
  return respond(200, bulkResponse(operations.flatMap((_, index) => job.results[index] ?? [])));
}

async function run(job: Job, { index, later }: BulkStep & { kind: "run" }, isLate: boolean): Promise<BulkResult> {
  const operation = job.operations[index];
  if (!operation) throw new Error("a step has an operation");
  if ("error" in operation) return refuseOperation(job.call, operation);
  const path = () => resolvePath(operation.path, (bulkId) => idOf(job, bulkId));
  const result = await answerOperation(job.call, operation, path, (call, [endpoint, ...below]) => {
    if (isLate) throw new ScimError(503, undefined, "The time of the request was over. Send this operation again.");
    if ((endpoint !== "Users" && endpoint !== "Groups") || below[0] === ".search")
      throw notFound(`There is no endpoint ${operation.path} for operations of a Bulk request.`);
    // §3.7.1: groups that contain each other cannot be, in whatever order they are created
    if (later.size > 0 && endpoint === "Groups") throw conflict("The groups contain each other in a circle.");
    call.body = resolveReferences(operation.data, (bulkId) => (later.has(bulkId) ? null : idOf(job, bulkId)));
    return routeResources(call, endpoint, below, (_, work) => work(call.body));
  });
  if (operation.method === "POST" && operation.bulkId) job.ids.set(operation.bulkId, result.location?.split("/").at(-1));
  return result;
}

/** Completes a user of a circle: everybody whom it refers to exists now. What it says already is not changed by saying it again. */
async function link(job: Job, index: number): Promise<BulkResult> {
  const [operation, created] = [job.operations[index], job.results[index]];
  if (!operation || "error" in operation || !created) throw new Error("what is linked was carried out before");
  const id = job.ids.get(operation.bulkId ?? "");
  if (id === undefined) return created;
  const patch = { ...operation, method: "PATCH", version: undefined } as const;
  const linked = await answerOperation(
    job.call,
    patch,
    () => `/Users/${id}`,
    (call) => {
      const value = resolveReferences(operation.data, (bulkId) => idOf(job, bulkId));
      call.body = { schemas: [patchSchema], Operations: [{ op: "replace", value }] };
      return routeResources(call, "Users", [id], (_, work) => work(call.body));
    },
  );
  const { location, version, status, response } = linked;
  return response === undefined ? { ...created, version } : { ...created, location, status, response };
}

/** The id of what the operation of that bulkId created. */
function idOf({ ids }: Job, bulkId: string): string {
  const id = ids.get(bulkId);
  if (id !== undefined) return id;
  if (!ids.has(bulkId)) throw invalidValue(`No operation created the bulkId ${bulkId}.`);
  throw conflict(`The operation of the bulkId ${bulkId} failed.`);
}

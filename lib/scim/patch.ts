import { applyOperation, type Operation } from "./apply.ts";
import type { ResourceName, ResourceType } from "./attribute.ts";
import { checkSchemas, getMember, toOperations, toSchemaOperations } from "./body.ts";
import { invalidSyntax, invalidValue, mutability, noTarget } from "./error.ts";
import { countTerms } from "./filter.ts";
import { type MemberChange, readMemberChanges } from "./members.ts";
import { parsePatchPath } from "./path.ts";
import { isJsonObject, type JsonObject, type Resource, type ResourceOf, valueAt } from "./resource.ts";
import { type Ignored, type IgnoredList, ignore } from "./value.ts";

export const patchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/**
 * Operations of one PATCH; those whose filter of members the database must answer; and comparisons that the filters in its paths may need, far above any
 * client's and about 50 ms of work.
 */
export const patchLimits = { operations: 1000, memberFilters: 20, comparisons: 500_000 };

/**
 * Applies the body of a PATCH request (RFC 7644 §3.5.2) to a copy of a resource. Atomic: throws a ScimError and leaves everything as it
 * was, or returns the new resource. The members of a group are not part of the resource; what should happen to them is returned as
 * changes. `ignored` names what was left out.
 */
export function applyPatch<N extends ResourceName>(
  type: ResourceType<N>,
  resource: ResourceOf[N],
  body: unknown,
): { resource: ResourceOf[N]; members: MemberChange[]; ignored: Ignored[] } {
  const operations = readOperations(body);
  const ignored: IgnoredList = new Map();
  const members: MemberChange[] = [];
  const { members: _, ...copy }: Resource = structuredClone<Resource>(resource);
  let comparisons = 0;
  for (const given of operations) {
    for (const operation of resolveOperation(type, given, ignored)) {
      comparisons += comparisonsOf(copy, operation);
      if (comparisons > patchLimits.comparisons)
        throw invalidValue("The filters of the request are too much work; send fewer operations at once.");
      if (operation.path.attribute.name === "members") members.push(...readMemberChanges(operation));
      else applyOperation(copy, operation, ignored);
    }
  }
  if (members.filter(({ kind }) => kind === "removeMatching").length > patchLimits.memberFilters)
    throw invalidValue(
      `At most ${patchLimits.memberFilters} operations of a PATCH request select members by more than their value.`,
    );
  // The attribute table of N describes exactly this type, and every value was checked against it.
  return { resource: copy as ResourceOf[N], members, ignored: [...ignored.values()] };
}

function comparisonsOf(resource: Resource, { path, filter }: Operation): number {
  const elements = filter && valueAt(resource, path);
  return filter && Array.isArray(elements) ? elements.length * countTerms(filter) : 0;
}

type GivenOperation = { op: Operation["op"]; path: string | undefined; value: unknown; hasValue: boolean };

function readOperations(body: unknown): GivenOperation[] {
  if (!isJsonObject(body)) throw invalidSyntax("A PATCH request is a JSON object.");
  checkSchemas(body, [patchSchema]);
  const operations = getMember(body, "Operations");
  if (!Array.isArray(operations) || operations.length === 0)
    throw invalidSyntax("Operations must be an array of one or more operations.");
  if (operations.length > patchLimits.operations)
    throw invalidValue(`A PATCH request has at most ${patchLimits.operations} operations.`);
  return operations.map(readOperation);
}

function readOperation(operation: unknown): GivenOperation {
  if (!isJsonObject(operation)) throw invalidSyntax("An operation is a JSON object.");
  const op = readOp(getMember(operation, "op"));
  const path = getMember(operation, "path") ?? undefined;
  if (path !== undefined && typeof path !== "string") throw invalidSyntax("path must be a string.");
  const value = getMember(operation, "value");
  return { op, path: path?.trim() || undefined, value, hasValue: value !== undefined };
}

function readOp(op: unknown): Operation["op"] {
  // Entra writes Add, Replace and Remove.
  const lower = typeof op === "string" ? op.toLowerCase() : op;
  if (lower === "add" || lower === "replace" || lower === "remove") return lower;
  throw invalidSyntax("op must be add, replace or remove.");
}

/** One given operation as operations on single attributes. */
function resolveOperation(
  type: ResourceType,
  { op, path, value, hasValue }: GivenOperation,
  ignored: IgnoredList,
): Iterable<Operation> {
  if (op !== "remove" && !hasValue) throw invalidValue(`The operation ${op} needs a value.`);
  if (path === undefined) {
    // RFC 7644 §3.5.2.2: remove without a path is noTarget.
    if (op === "remove") throw noTarget("The operation remove needs a path.");
    return toOperations(type, op, withoutPath(value), ignored);
  }
  const target = parsePatchPath(path, type);
  switch (target.kind) {
    case "ignored":
      ignore(ignored, target.path, target.reason);
      return [];
    case "schema":
      if (op === "remove" && target.urn === type.schema) throw mutability("The core schema cannot be removed.");
      return toSchemaOperations(type, op, target.urn, op === "remove" ? null : value, ignored);
    case "attribute":
      return [{ op, path: target.path, filter: target.filter, value }];
  }
}

function withoutPath(value: unknown): JsonObject {
  if (!isJsonObject(value)) throw invalidValue("An operation without path needs an object of attributes as its value.");
  return value;
}

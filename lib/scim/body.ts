import type { Operation } from "./apply.ts";
import { isReadOnly, type ResourceType, resolveName } from "./attribute.ts";
import { invalidSyntax, invalidValue, ScimError } from "./error.ts";
import { type PatchPath, parsePatchPath } from "./path.ts";
import { isJsonObject, type JsonObject } from "./resource.ts";
import { type IgnoredList, ignore, isUnassigned } from "./value.ts";

/** Decision 7: no `schemas` is accepted, unknown URNs beside a known one too; only wrong ones are 400 `invalidSyntax`. */
export function checkSchemas(body: JsonObject, expected: readonly string[]): void {
  const schemas = getMember(body, "schemas");
  if (schemas === undefined || isUnassigned(schemas)) return;
  const urns: unknown[] = Array.isArray(schemas) ? schemas : [schemas];
  const known = expected.map((urn) => urn.toLowerCase());
  if (!urns.some((urn) => typeof urn === "string" && known.includes(urn.toLowerCase())))
    throw invalidSyntax(`schemas must contain ${expected[0]}.`);
}

/** A member of a message, its name compared without case (RFC 7643 §2.1). */
export function getMember(body: JsonObject, name: string): unknown {
  return Object.entries(body).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

/**
 * The operations that an object of attributes stands for: the body of a POST or PUT, or the value of a PATCH operation without path.
 * Keys may be plain, dotted, qualified by their URN, or a whole schema (decision 5). What is unknown is ignored and reported; what is
 * read-only is left out, because clients repeat what they read.
 */
export function* toOperations(
  type: ResourceType,
  op: Operation["op"],
  attributes: JsonObject,
  ignored: IgnoredList,
  urn?: string,
): Generator<Operation> {
  for (const [key, value] of Object.entries(attributes)) {
    const name = urn === undefined ? key : `${urn}:${key}`;
    const target = findTarget(name, type);
    if (target.kind === "attribute") yield { ...target, op, value };
    if (target.kind === "schema") yield* toSchemaOperations(type, op, target.urn, value, ignored);
    if (target.kind === "ignored" && target.reason === "unknown") ignore(ignored, name, "unknown");
  }
}

/** An object named by a schema's URN; unassigned it clears the extension. */
export function* toSchemaOperations(
  type: ResourceType,
  op: Operation["op"],
  urn: string,
  value: unknown,
  ignored: IgnoredList,
): Generator<Operation> {
  const extension = type.extensions.find((candidate) => candidate.urn === urn);
  if (isJsonObject(value)) yield* toOperations(type, op, value, ignored, urn);
  else if (!isUnassigned(value)) throw invalidValue(`${urn} must be an object.`);
  else for (const attribute of extension?.attributes ?? []) yield { op: "remove", path: { urn, attribute } };
}

/** As `parsePatchPath`, with nothing refused: what it would refuse is ignored. */
function findTarget(name: string, type: ResourceType): PatchPath {
  if (name.includes("[")) return findValuePath(name, type);
  const resolved = resolveName(type, name);
  if (resolved.kind === "unknown") return { kind: "ignored", path: name, reason: "unknown" };
  return resolved.kind === "attribute" && isReadOnly(resolved.path)
    ? { kind: "ignored", path: name, reason: "readOnly" }
    : resolved;
}

function findValuePath(name: string, type: ResourceType): PatchPath {
  try {
    return parsePatchPath(name, type);
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    return { kind: "ignored", path: name, reason: error.scimType === "mutability" ? "readOnly" : "unknown" };
  }
}

import { applyOperation } from "./apply.ts";
import type { ResourceName, ResourceType } from "./attribute.ts";
import { checkSchemas, toOperations } from "./body.ts";
import { invalidSyntax, invalidValue } from "./error.ts";
import { isJsonObject, type Resource, type ResourceOf } from "./resource.ts";
import { type Ignored, type IgnoredList, isListOfNothing } from "./value.ts";

/**
 * Reads the body of a POST or PUT into a resource in memory: types, sizes and required attributes checked (400 `invalidValue` naming the
 * attribute), null, "" and [] left out, passwords checked and dropped, unknown attributes ignored and reported, read-only ones ignored.
 */
export function readResource<N extends ResourceName>(
  type: ResourceType<N>,
  body: unknown,
): { resource: ResourceOf[N]; ignored: Ignored[] } {
  if (!isJsonObject(body)) throw invalidSyntax(`A ${type.name} is a JSON object.`);
  checkSchemas(body, [type.schema, ...type.extensions.map(({ urn }) => urn)]);
  const ignored: IgnoredList = new Map();
  const resource: Resource = {};
  for (const operation of toOperations(type, "replace", body, ignored)) applyOperation(resource, operation, ignored);
  for (const { name, required } of type.attributes)
    if (required && resource[name] === undefined) throw invalidValue(`${name} is required.`);
  // The attribute table of N describes exactly this type, and every value was checked against it.
  return { resource: resource as ResourceOf[N], ignored: [...ignored.values()] };
}

/** Whether a body says anything about an attribute, null and [] included but not [null], under whichever of its names. */
export const assigns = (type: ResourceType, body: unknown, name: string): boolean =>
  isJsonObject(body) &&
  [...toOperations(type, "replace", body, new Map())].some(
    ({ path, value }) => path.attribute.name === name && !isListOfNothing(value),
  );

/** A SCIM resource as it came over the wire: nothing is assumed about it. */
export type Resource = Record<string, unknown>;

export const enterpriseUser = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
export const coreGroup = "urn:ietf:params:scim:schemas:core:2.0:Group";
export const coreUser = "urn:ietf:params:scim:schemas:core:2.0:User";

const isResource = (value: unknown): value is Resource => typeof value === "object" && value !== null && !Array.isArray(value);
export const asResource = (value: unknown): Resource => (isResource(value) ? value : {});
export const asResources = (value: unknown): Resource[] => (Array.isArray(value) ? value.filter(isResource) : []);

/** `urn:…:User:department`, `name.givenName`, `emails[type eq "work"].value`: the path forms of an attribute mapping. */
export type AttributePath = { urn?: string; attribute: string; filter?: { attribute: string; value: string }; sub?: string };

const pathForm = /^(?:(urn:.+):)?(\w+)(?:\[(\w+) eq "([^"]*)"\])?(?:\.(\w+))?$/;

export function parsePath(path: string): AttributePath {
  const [, urn, attribute, filterAttribute, filterValue, sub] = pathForm.exec(path) ?? [];
  if (attribute === undefined) throw new Error(`not a mapping path: ${path}`);
  const filter = filterAttribute === undefined ? undefined : { attribute: filterAttribute, value: filterValue ?? "" };
  return { urn, attribute, filter, sub };
}

/** The element that the path's filter selects (`primary eq "True"` also selects the boolean true). */
export function findElement(resource: Resource, { attribute, filter }: AttributePath): Resource | undefined {
  if (filter === undefined) return undefined;
  const matches = (element: Resource) => String(element[filter.attribute]).toLowerCase() === filter.value.toLowerCase();
  return asResources(resource[attribute]).find(matches);
}

/** The value at a mapping path; of a reference such as manager its `value`. */
export function readPath(resource: Resource, path: string): unknown {
  const parsed = parsePath(path);
  const container = parsed.urn === undefined ? resource : asResource(resource[parsed.urn]);
  const found = parsed.filter === undefined ? container[parsed.attribute] : findElement(container, parsed);
  if (parsed.sub !== undefined) return asResource(found)[parsed.sub];
  return isResource(found) ? found.value : found;
}

/** Sets the value at a mapping path, making containers and elements as needed. */
export function writePath(resource: Resource, path: string, value: unknown): void {
  const parsed = parsePath(path);
  const container = parsed.urn === undefined ? resource : child(resource, parsed.urn);
  if (parsed.filter !== undefined) element(container, parsed)[parsed.sub ?? "value"] = value;
  else if (parsed.sub !== undefined) child(container, parsed.attribute)[parsed.sub] = value;
  else container[parsed.attribute] = value;
}

function child(resource: Resource, key: string): Resource {
  const existing = resource[key];
  if (isResource(existing)) return existing;
  const made: Resource = {};
  resource[key] = made;
  return made;
}

function element(resource: Resource, path: AttributePath): Resource {
  const existing = findElement(resource, path);
  if (existing !== undefined) return existing;
  const made: Resource = path.filter === undefined ? {} : { [path.filter.attribute]: path.filter.value };
  resource[path.attribute] = [...asResources(resource[path.attribute]), made];
  return made;
}

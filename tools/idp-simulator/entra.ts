import { randomUUID } from "node:crypto";
import { type Client, expectStatus } from "./client.ts";
import { type Directory, peopleByExternalId } from "./directory.ts";
import { entraGroups } from "./entra-groups.ts";
import { type PatchStyle, patchOperations } from "./entra-patch.ts";
import {
  differences,
  filterQuery,
  type IdentityProvider,
  idOf,
  type Outcome,
  onlyMatch,
  patchSchema,
  rememberSent,
} from "./idp.ts";
import { entraMapping, type MappedAttribute, managerPath } from "./mapping.ts";
import type { Person } from "./people.ts";
import { asResources, coreUser, enterpriseUser, type Resource, writePath } from "./resource.ts";

// No User-Agent of Entra's is documented; an empty one keeps the runtime's own name off the wire.
export const entraHeaders = {
  "Content-Type": "application/scim+json; charset=utf-8",
  Accept: "application/scim+json",
  "User-Agent": "",
};

/** Microsoft Entra ID; `style` fixes the PATCH spelling, which otherwise alternates from request to request. */
export function entra(client: Client, directory: Directory, style?: PatchStyle): IdentityProvider {
  let matches = 0;
  let patches = 0;

  const findPerson = peopleByExternalId(directory);
  const managerRow: MappedAttribute = { path: managerPath, of: (person) => findPerson(person.manager)?.id };
  /** A manager who is not at the endpoint yet is left for the second pass. */
  const mappingOf = (person: Person) =>
    person.manager !== undefined && managerRow.of(person) === undefined ? entraMapping : [...entraMapping, managerRow];

  async function find(kind: string, person: Person): Promise<Resource | undefined> {
    matches += 1;
    const query = filterQuery("userName", person.userName, matches % 2 === 0 ? "%20" : "+");
    const { resources } = await client.list(kind, `/Users?${query}`);
    return onlyMatch(resources, person.userName);
  }

  /** Entra keeps the id: an object it has seen is read by id, and matched again only when that id is gone. */
  async function current(person: Person): Promise<Resource | undefined> {
    if (person.id === undefined) return find("match", person);
    const answer = await client.send("read", "GET", `/Users/${person.id}`);
    if (answer.status === 404) return find("match", person);
    return expectStatus(answer, 200).body;
  }

  async function patch(kind: string, person: Person, resource: Resource, mapping: MappedAttribute[]): Promise<boolean> {
    const changes = differences(mapping, person, resource);
    person.id = idOf(resource);
    rememberSent(mappingOf(person), person);
    if (changes.length === 0) return false;
    patches += 1;
    const spelling = style ?? (patches % 2 === 0 ? "flag" : "legacy");
    const query = spelling === "flag" ? "?aadOptscim062020" : "";
    expectStatus(
      await client.send(`${kind} (${spelling} PATCH)`, "PATCH", `/Users/${person.id}${query}`, {
        schemas: [patchSchema],
        Operations: patchOperations(spelling, changes, resource, patches),
      }),
      200,
      204,
    );
    return true;
  }

  async function provision(person: Person): Promise<Outcome> {
    let resource = await current(person);
    if (resource === undefined) {
      const answer = await client.send("create", "POST", "/Users", creation(person, matches));
      if (answer.status === 201) {
        person.id = idOf(answer.body);
        rememberSent(entraMapping, person);
        return "created";
      }
      if (answer.status === 409) resource = await find("match after 409", person);
      if (resource === undefined) throw expectStatus(answer, 201);
    }
    return (await patch("update", person, resource, mappingOf(person))) ? "updated" : "unchanged";
  }

  async function patchCurrent(kind: string, person: Person, mapping: MappedAttribute[]): Promise<boolean> {
    const resource = await current(person);
    if (resource === undefined) throw new Error(`${person.userName} is not at the endpoint any more`);
    return patch(kind, person, resource, mapping);
  }

  return {
    mappingOf,
    find,
    provision,
    groups: entraGroups(client, directory, style),
    async testConnection() {
      const { resources } = await client.list("test connection", `/Users?${filterQuery("userName", randomUUID(), "+")}`);
      if (resources.length > 0) throw new Error("a random userName matched somebody");
    },
    async linkManager(person) {
      if (managerRow.of(person) === undefined) return "unchanged";
      return (await patchCurrent("link manager", person, [managerRow])) ? "linked" : "unchanged";
    },
    async setActive(person) {
      const mapping = entraMapping.filter(({ path }) => path === "active");
      if (!(await patchCurrent(person.active ? "enable" : "disable", person, mapping))) return "unchanged";
      return person.active ? "enabled" : "disabled";
    },
    async remove(person) {
      const answer = await client.send("delete", "DELETE", `/Users/${person.id}`);
      expectStatus(answer, 204, 404); // 404 counts as done
      expectStatus(await client.send("read deleted", "GET", `/Users/${person.id}`), 404);
      return "deleted";
    },
  };
}

/** The documented POST body: what is mapped but has no value comes as null, "" or [] (`turn` picks). */
function creation(person: Person, turn: number): Resource {
  const body: Resource = { schemas: [coreUser, enterpriseUser], meta: { resourceType: "User" }, roles: [] };
  for (const { path, of } of entraMapping) {
    const value = of(person);
    if (value !== undefined) writePath(body, path, value);
  }
  for (const email of asResources(body.emails)) if (email.type === "work") email.primary = true;
  for (const attribute of ["title", "nickName"]) body[attribute] ??= turn % 2 === 0 ? null : "";
  for (const attribute of ["addresses", "phoneNumbers"]) body[attribute] ??= turn % 2 === 0 ? [] : null;
  return body;
}

import { randomUUID } from "node:crypto";
import { type Client, expectStatus } from "./client.ts";
import { type Directory, type FindPerson, peopleByExternalId } from "./directory.ts";
import { differences, filterQuery, type IdentityProvider, idOf, type Outcome, onlyMatch, rememberSent } from "./idp.ts";
import { oneLoginMapping as mapping } from "./mapping.ts";
import { oneLoginGroups } from "./onelogin-groups.ts";
import type { Person } from "./people.ts";
import { asResources, coreUser, enterpriseUser, type Resource, writePath } from "./resource.ts";

// Its documentation shows application/json; an empty User-Agent was seen.
export const oneLoginHeaders = { "Content-Type": "application/json", Accept: "application/json", "User-Agent": "" };

/** OneLogin: whole objects by PUT, made from a template that the customer's admin edited. */
export function oneLogin(client: Client, directory: Directory): IdentityProvider {
  const findPerson = peopleByExternalId(directory);
  let turn = 0;

  async function find(kind: string, person: Person): Promise<Resource | undefined> {
    const { resources } = await client.list(kind, `/Users?${filterQuery("userName", person.userName, "%20")}`);
    return onlyMatch(resources, person.userName);
  }

  function fromTemplate(person: Person): Resource {
    turn += 1;
    return template(person, findPerson, turn);
  }

  async function create(person: Person): Promise<Outcome> {
    const answer = await client.send("create", "POST", "/Users", fromTemplate(person));
    const existing = answer.status === 409 ? await find("match after 409", person) : undefined;
    if (existing !== undefined) return replace("replace (PUT)", person, existing);
    person.id = idOf(expectStatus(answer, 201).body);
    rememberSent(mapping, person);
    return "created";
  }

  async function replace(kind: string, person: Person, resource: Resource): Promise<Outcome> {
    person.id = idOf(resource);
    const changed = differences(mapping, person, resource).length > 0;
    rememberSent(mapping, person);
    if (!changed) return "unchanged";
    expectStatus(await client.send(kind, "PUT", `/Users/${person.id}`, fromTemplate(person)), 200);
    return "updated";
  }

  const read = async (id: string) => expectStatus(await client.send("read", "GET", `/Users/${id}`), 200).body;

  return {
    mappingOf: () => mapping,
    find,
    groups: oneLoginGroups(client, directory),
    async testConnection() {
      const { resources } = await client.list("test connection", `/Users?${filterQuery("userName", randomUUID(), "%20")}`);
      if (resources.length > 0) throw new Error("a random userName matched somebody");
    },
    async provision(person) {
      const existing = person.id === undefined ? await find("match", person) : await read(person.id);
      return existing === undefined ? create(person) : replace("replace (PUT)", person, existing);
    },
    async setActive(person) {
      const word = person.active ? "enable" : "disable";
      await replace(`${word} (PUT)`, person, await read(String(person.id)));
      return `${word}d`;
    },
    async remove(person) {
      expectStatus(await client.send("delete", "DELETE", `/Users/${person.id}`), 204, 404);
      return "deleted";
    },
  };
}

/**
 * The template puts values between quotes, so that active comes as a string; a new person's id is null; the extension comes
 * without its schema; a manager comes under names that nobody knows; one e-mail may come without a list around it.
 */
function template(person: Person, findPerson: FindPerson, turn: number): Resource {
  const body: Resource = { schemas: [coreUser], id: person.id ?? null };
  for (const { path, of } of mapping) writePath(body, path, of(person) ?? (turn % 2 === 0 ? "" : null));
  body.active = String(person.active);
  const [email] = asResources(body.emails);
  if (turn % 2 === 0) body.emails = { ...email, primary: true };
  const manager = findPerson(person.manager);
  if (manager) writePath(body, `${enterpriseUser}:manager`, { managerId: manager.externalId, displayName: manager.displayName });
  return body;
}

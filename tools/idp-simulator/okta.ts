import { type Client, expectStatus } from "./client.ts";
import type { Directory } from "./directory.ts";
import {
  differences,
  filterQuery,
  type IdentityProvider,
  idOf,
  type Outcome,
  onlyMatch,
  ownAttributes,
  patchSchema,
  rememberSent,
} from "./idp.ts";
import { oktaMapping as mapping } from "./mapping.ts";
import { oktaGroups } from "./okta-groups.ts";
import type { Person } from "./people.ts";
import { asResource, asResources, coreUser, enterpriseUser, type Resource, writePath } from "./resource.ts";
import { walk } from "./walk.ts";

export const oktaHeaders = {
  "User-Agent": "Okta SCIM Client 1.0.0",
  Accept: "application/scim+json",
  "Accept-Charset": "utf-8",
  "Content-Type": "application/scim+json; charset=utf-8",
};

const pageSize = 100;

/** Okta: whole objects by PUT, (de)activation by a path-less PATCH or by PUT in turn (template and wizard applications). */
export function okta(client: Client, directory: Directory): IdentityProvider {
  let turn = 0;

  async function find(kind: string, person: Person): Promise<Resource | undefined> {
    const path = `/Users?${filterQuery("userName", person.userName, "%20")}&startIndex=1&count=${pageSize}`;
    const { resources } = await client.list(kind, path);
    return onlyMatch(resources, person.userName);
  }

  const read = async (id: string) => expectStatus(await client.send("read", "GET", `/Users/${id}`), 200).body;

  async function put(kind: string, person: Person, resource: Resource): Promise<boolean> {
    person.id = idOf(resource);
    const changed = differences(mapping, person, resource).length > 0;
    rememberSent(mapping, person);
    if (!changed) return false;
    const body = wholeObject(resource, person);
    expectStatus(await client.send(kind, "PUT", `/Users/${person.id}`, body), 200);
    return true;
  }

  async function create(person: Person): Promise<Outcome> {
    const body = wholeObject({ schemas: [coreUser, enterpriseUser] }, person);
    const answer = await client.send("create", "POST", "/Users", { ...body, password: randomPassword() });
    if (answer.status !== 409) {
      person.id = idOf(expectStatus(answer, 201).body);
      rememberSent(mapping, person);
      idOf(await read(person.id));
      return "created";
    }
    const existing = await find("match after 409", person);
    if (existing === undefined) throw new Error(`409 for ${person.userName}, but the filter does not find that user`);
    return (await put("replace (PUT)", person, existing)) ? "updated" : "unchanged";
  }

  async function provision(person: Person): Promise<Outcome> {
    const existing = person.id === undefined ? await find("match", person) : await read(person.id);
    if (existing === undefined) return create(person);
    return (await put("replace (PUT)", person, existing)) ? "updated" : "unchanged";
  }

  async function setActive(person: Person): Promise<Outcome> {
    const word = person.active ? "enable" : "disable";
    turn += 1;
    if (turn % 2 === 0 && person.id !== undefined) await put(`${word} (PUT)`, person, await read(person.id));
    else {
      const answer = await client.send(`${word} (PATCH)`, "PATCH", `/Users/${person.id}`, {
        schemas: [patchSchema],
        Operations: [{ op: "replace", value: { active: person.active } }],
      });
      expectStatus(answer, 200, 204);
    }
    return `${word}d`;
  }

  return {
    mappingOf: () => mapping,
    find,
    provision,
    setActive,
    importAll: () => walk(client, "import", "/Users"),
    groups: oktaGroups(client, directory),
    async testConnection() {
      await client.list("test connection", "/Users?startIndex=1&count=2");
    },
  };
}

/** Okta sends back what it read, with its own values laid over it. */
function wholeObject(resource: Resource, person: Person): Resource {
  const body: Resource = { ...structuredClone(resource), groups: [] };
  for (const { path, of } of ownAttributes(mapping, person)) writePath(body, path, of(person)); // undefined disappears in JSON
  for (const email of asResources(body.emails)) if (email.type === "work") email.primary = true;
  for (const attribute of ["emails", "phoneNumbers", "addresses"])
    body[attribute] = asResources(body[attribute]).filter(hasContent);
  if (Object.values(asResource(asResource(body[enterpriseUser]).manager)).every((value) => value === undefined)) {
    delete asResource(body[enterpriseUser]).manager;
  }
  return body;
}

const hasContent = (element: Resource) =>
  Object.entries(element).some(([key, value]) => key !== "type" && key !== "primary" && value !== undefined);

// Always sent unless password sync is set up. Made of letters and digits, at least eight characters.
const randomPassword = () => crypto.randomUUID().replaceAll("-", "").slice(0, 12);

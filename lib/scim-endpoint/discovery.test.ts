import { beforeAll, describe, expect, it } from "vitest";
import { makeManyUsers } from "../../db/testing/many-users.ts";
import { newId } from "../ids.ts";
import { baseUrl, createUser, listOf, patchOf, scimError } from "./testing.ts";
import { type GroupIdp, makeGroupIdp, values } from "./testing-groups.ts";

type Json = { [name: string]: unknown };
/** As a client reads it: this file knows the schemas only from the endpoint. */
type Definition = {
  name: string;
  type: string;
  multiValued: boolean;
  required: boolean;
  caseExact: boolean;
  mutability: string;
  returned: string;
  uniqueness: string;
  subAttributes?: Definition[];
};
type Schema = { id: string; attributes: Definition[] };

let idp: GroupIdp;
let schemas: Schema[];
beforeAll(async () => {
  idp = await makeGroupIdp();
  schemas = await listAt("Schemas");
});

const listAt = async <T>(endpoint: string): Promise<T[]> => {
  const { status, body } = await idp(`GET /${endpoint}`);
  expect(status).toBe(200);
  return body.Resources as T[]; // a discovery list
};

const core = "urn:ietf:params:scim:schemas:core:2.0:";
const attributesOf = (urn: string): Definition[] => schemas.find(({ id }) => id === urn)?.attributes ?? [];
/** The name by which a client writes an attribute. */
const nameIn = (urn: string, name: string) => (urn.startsWith(core) ? name : `${urn}:${name}`);

describe("discovery", () => {
  it("single items are those of the list, at the location that they name", async () => {
    for (const endpoint of ["Schemas", "ResourceTypes"]) {
      const items = await listAt<{ id: string; meta: { location: string } }>(endpoint);
      expect(items.length).toBeGreaterThan(1);
      for (const item of items) {
        expect(item.meta.location).toBe(`${baseUrl}/${endpoint}/${item.id}`);
        expect((await idp(`GET /${endpoint}/${item.id}`)).body).toEqual(item);
        expect((await idp(`GET /${endpoint}/${encodeURIComponent(item.id)}/`)).body).toEqual(item);
      }
    }
  });

  it("every resource type names schemas that there are, and an endpoint that answers with them", async () => {
    const types = await listAt<{ name: string; endpoint: string; schema: string; schemaExtensions?: { schema: string }[] }>(
      "ResourceTypes",
    );
    expect(types.map(({ name }) => name)).toEqual(["User", "Group"]);
    for (const { name, endpoint, schema, schemaExtensions = [] } of types) {
      const all = schemas.map(({ id }) => id);
      expect(all).toEqual(expect.arrayContaining([schema, ...schemaExtensions.map((extension) => extension.schema)]));
      const made = await idp(`POST ${endpoint}`, { schemas: [schema], userName: newId(), displayName: newId() });
      expect(made).toMatchObject({ status: 201, body: { schemas: [schema], meta: { resourceType: name } } });
    }
  });

  it("paging and projection parameters are ignored", async () => {
    const all = (await idp("GET /Schemas")).body;
    expect((await idp("GET /Schemas?startIndex=2&count=1&sortBy=name&attributes=id")).body).toEqual(all);
  });
});

it("ServiceProviderConfig says what each feature does when it is used", async () => {
  const own = await makeGroupIdp();
  const { status, body: config } = await own("GET /ServiceProviderConfig");
  expect(status).toBe(200);
  const bulk = config.bulk as { maxOperations: number; maxPayloadSize: number };
  const filter = config.filter as { maxResults: number };
  const pagination = config.pagination as { defaultPageSize: number; maxPageSize: number };
  await makeManyUsers(own, filter.maxResults + 1);
  expect(await listOf(own, { count: 1000 })).toMatchObject({ body: { itemsPerPage: filter.maxResults } });
  expect(await listOf(own, { count: 1000, cursor: "" })).toMatchObject({ body: { itemsPerPage: pagination.maxPageSize } });
  expect(await listOf(own, {})).toMatchObject({ body: { startIndex: 1, itemsPerPage: pagination.defaultPageSize } });

  const deletion = { method: "DELETE", path: `/Users/${newId()}` };
  const job = (count: number) => ({ Operations: Array.from({ length: count }, () => deletion) });
  const padded = (bytes: number) => JSON.stringify(job(1)).padEnd(bytes);
  expect(await own("POST /Bulk", { ...job(bulk.maxOperations), failOnErrors: 1 })).toMatchObject({ status: 200 });
  expect(await own("POST /Bulk", job(bulk.maxOperations + 1))).toMatchObject(scimError(413));
  expect(await own("POST /Bulk", padded(bulk.maxPayloadSize))).toMatchObject({ status: 200 });
  expect(await own("POST /Bulk", padded(bulk.maxPayloadSize + 1))).toMatchObject(scimError(413));

  const id = await createUser(own, { userName: "zz" });
  expect(await own(`GET /Users/${id}`, undefined, { "if-none-match": 'W/"1"' })).toMatchObject({ status: 304 });
  expect(await listOf(own, { sortBy: "userName", sortOrder: "descending", count: 1 })).toMatchObject({
    body: { Resources: [{ id }] },
  });
  const password = patchOf({ op: "replace", path: "password", value: "n3w-one" });
  expect(await own(`PATCH /Users/${id}`, password)).toMatchObject({ status: 200, body: { meta: { version: 'W/"1"' } } });
  expect(config).toMatchObject({
    patch: { supported: true },
    bulk: { supported: true },
    filter: { supported: true },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    pagination: { cursor: true, index: true, defaultPaginationMethod: "index" },
    authenticationSchemes: [{ type: "oauthbearertoken", primary: true }],
  });
});

/** A value that fits a definition. */
function valueFor({ name, type, multiValued, subAttributes = [] }: Definition): unknown {
  if (type === "complex") {
    const writable = subAttributes.filter(({ mutability }) => mutability !== "readOnly");
    const value = Object.fromEntries(writable.map((sub) => [sub.name, valueFor(sub)]));
    return multiValued ? [value] : value;
  }
  if (type === "boolean") return true;
  if (type === "dateTime") return "2026-01-31T12:00:00Z";
  if (type === "reference") return `https://example.com/${name}`;
  return type === "binary" ? "TUlJRA==" : `Some ${name}`;
}

describe("what the schemas say of a user is so", () => {
  const each = async (test: (urn: string, definition: Definition, id: string) => Promise<void>) => {
    const id = await createUser(idp, { userName: newId() });
    for (const { id: urn, attributes } of schemas.filter((schema) => schema.id.endsWith(":User")))
      for (const definition of attributes) await test(urn, definition, id);
  };
  const shownIn = (body: Json, urn: string, name: string) => (urn.startsWith(core) ? body : Object(body[urn]))[name];

  it("what is readWrite is returned as it was sent, what is readOnly cannot be written", () =>
    each(async (urn, definition, id) => {
      const { name, mutability, returned } = definition;
      const value = definition.uniqueness === "server" ? newId() : valueFor(definition);
      const answer = await idp(`PATCH /Users/${id}`, patchOf({ op: "replace", path: nameIn(urn, name), value }));
      if (mutability === "readOnly") return expect(answer, name).toMatchObject(scimError(400, "mutability"));
      expect(answer.status, name).toBe(200);
      expect(shownIn(answer.body, urn, name), name).toEqual(returned === "never" ? undefined : value);
    }));

  it("what is required cannot be removed, everything else can", () =>
    each(async (urn, { name, required, mutability }, id) => {
      if (mutability === "readOnly") return;
      const answer = await idp(`PATCH /Users/${id}`, patchOf({ op: "remove", path: nameIn(urn, name) }));
      if (required) expect(answer, name).toMatchObject(scimError(400, "mutability"));
      else expect(answer, name).toMatchObject({ status: 200 });
    }));

  it("what is caseExact is found in its own case alone, every other text in any", () =>
    each(async (urn, definition, id) => {
      const texts = [definition, ...(definition.subAttributes ?? [])].filter(
        ({ type, mutability }) => ["string", "reference", "binary"].includes(type) && mutability === "readWrite",
      );
      if (texts.length === 0) return;
      const value = definition.uniqueness === "server" ? `Name ${newId()}` : valueFor(definition);
      await idp(`PATCH /Users/${id}`, patchOf({ op: "replace", path: nameIn(urn, definition.name), value }));
      for (const text of texts) {
        const name = nameIn(urn, text === definition ? text.name : `${definition.name}.${text.name}`);
        const whole: unknown = Array.isArray(value) ? value[0] : value;
        const sent = String(text === definition ? whole : Reflect.get(Object(whole), text.name));
        for (const [literal, isFound] of [
          [sent, true],
          [sent.toLowerCase(), !text.caseExact || sent === sent.toLowerCase()],
        ] as const) {
          const filter = `id eq "${id}" and ${name} eq ${JSON.stringify(literal)}`;
          const { status, body } = await listOf(idp, { filter });
          expect([filter, status, body.totalResults]).toEqual([filter, 200, isFound ? 1 : 0]);
        }
      }
    }));
});

it("what a resource shows is in its schemas", async () => {
  const user: Json = { userName: newId(), externalId: "e" };
  for (const { id: urn, attributes } of schemas.filter(({ id }) => id.endsWith(":User"))) {
    const written = attributes.filter(({ mutability, uniqueness }) => mutability !== "readOnly" && uniqueness === "none");
    const given = Object.fromEntries(written.map((definition) => [definition.name, valueFor(definition)]));
    Object.assign(user, urn.startsWith(core) ? given : { [urn]: given });
  }
  const person = await createUser(idp, user);
  const group = await idp.group({ members: values(person) });
  await idp.group({ externalId: "g", members: values(group) });
  const listed = await idp("GET /");
  const resources = listed.body.Resources as Json[]; // a list of resources
  expect(resources.length).toBeGreaterThan(2);
  for (const { schemas: urns, id, externalId: _, meta, ...shown } of resources) {
    expect([typeof id, Object.keys(Object(meta))]).toEqual([
      "string",
      ["resourceType", "created", "lastModified", "location", "version"],
    ]);
    const [own = "", ...extensions] = urns as string[]; // RFC 7643 §3
    const { ...attributes } = shown;
    for (const urn of extensions) {
      expectDefined(attributesOf(urn), Object(attributes[urn]));
      delete attributes[urn];
    }
    expectDefined(attributesOf(own), attributes);
  }
});

/** Every value has a definition of its name, type and number. */
function expectDefined(definitions: Definition[], shown: Json): void {
  for (const [name, value] of Object.entries(shown)) {
    const definition = definitions.find((each) => each.name === name);
    if (!definition) throw new Error(`${name} is in no schema.`);
    const { type, multiValued, returned, subAttributes = [] } = definition;
    expect([name, Array.isArray(value), returned]).toEqual([name, multiValued, "default"]);
    for (const each of Array.isArray(value) ? value : [value]) {
      if (type === "complex") expectDefined(subAttributes, each);
      else expect([name, typeof each]).toEqual([name, type === "boolean" ? "boolean" : "string"]);
    }
  }
}

import { describe, expect, test } from "vitest";
import { type AttributeDefinition, type Features, findById, resourceTypes, schemas, serviceProviderConfig } from "./discovery.ts";
import { enterpriseSchema, userSchema } from "./user.ts";

const base = "https://center.example/scim/v2";
const features: Features = {
  filterMaxResults: 200,
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  sort: false,
  etag: true,
  changePassword: false,
};

const schema = (id: string) => {
  const found = findById(schemas(base), id);
  if (!found) throw new Error(`no schema ${id}`);
  return found;
};
const canonicalTypes = (name: string) =>
  schema(userSchema)
    .attributes.find((attribute) => attribute.name === name)
    ?.subAttributes?.find((sub) => sub.name === "type")?.canonicalValues;

describe("ServiceProviderConfig", () => {
  test("has every required member of RFC 7643 §5, integers even for what is unsupported, and no null", () => {
    const config = serviceProviderConfig({ location: `${base}/ServiceProviderConfig`, features });
    expect(config).toMatchObject({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
      patch: { supported: true },
      bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
      filter: { supported: true, maxResults: 200 },
      changePassword: { supported: false },
      sort: { supported: false },
      etag: { supported: true },
      authenticationSchemes: [{ type: "oauthbearertoken", primary: true }],
      meta: { resourceType: "ServiceProviderConfig", location: `${base}/ServiceProviderConfig` },
    });
    expect(JSON.stringify(config)).not.toContain("null");
  });

  test("says pagination only when told so (RFC 9865 §4)", () => {
    const pagination = { cursor: true, index: true, defaultPaginationMethod: "index", maxPageSize: 200 } as const;
    expect(serviceProviderConfig({ location: base, features })).not.toHaveProperty("pagination");
    expect(serviceProviderConfig({ location: base, features: { ...features, pagination } })).toMatchObject({ pagination });
  });
});

describe("ResourceTypes", () => {
  test("name endpoint, schema and extensions that exist", () => {
    const [user, group] = resourceTypes(base);
    expect(user).toMatchObject({
      id: "User",
      endpoint: "/Users",
      schema: userSchema,
      schemaExtensions: [{ schema: enterpriseSchema, required: false }],
      meta: { resourceType: "ResourceType", location: `${base}/ResourceTypes/User` },
    });
    expect(group).toMatchObject({ id: "Group", endpoint: "/Groups" });
    expect(group).not.toHaveProperty("schemaExtensions");
    const ids = schemas(base).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([userSchema, enterpriseSchema, group?.schema]));
  });
});

describe("Schemas", () => {
  test("a schema is found by its URN in any case, with an absolute location", () => {
    expect(schema(userSchema.toLowerCase()).meta.location).toBe(`${base}/Schemas/${userSchema}`);
    expect(findById(schemas(base), "urn:x")).toBeUndefined();
  });

  test("every attribute has every characteristic that RFC 7643 §7 requires, and nothing complex inside complex", () => {
    const check = (attribute: AttributeDefinition, inComplex: boolean) => {
      for (const name of [
        "name",
        "type",
        "multiValued",
        "description",
        "required",
        "caseExact",
        "mutability",
        "returned",
        "uniqueness",
      ])
        expect(attribute, attribute.name).toHaveProperty(name);
      expect(attribute.type === "complex", attribute.name).toBe(attribute.subAttributes !== undefined);
      expect(attribute.type === "reference", attribute.name).toBe(attribute.referenceTypes !== undefined);
      if (inComplex) expect(attribute.type).not.toBe("complex");
      for (const sub of attribute.subAttributes ?? []) check(sub, true);
    };
    for (const { attributes } of schemas(base)) for (const attribute of attributes) check(attribute, false);
    expect(JSON.stringify(schemas(base))).not.toContain("null");
  });

  test("common attributes are in no schema (RFC 7643 §3.1)", () => {
    for (const { attributes } of schemas(base))
      for (const name of ["id", "externalId", "meta", "schemas"])
        expect(attributes.map((attribute) => attribute.name)).not.toContain(name);
  });

  test.each([
    ["emails", ["work", "home", "other"]],
    ["phoneNumbers", ["work", "home", "mobile", "fax", "pager", "other"]],
    ["addresses", ["work", "home", "other"]],
    ["ims", ["aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo", "other"]],
    ["photos", ["photo", "thumbnail"]],
    ["groups", ["direct", "indirect"]],
    ["roles", undefined],
  ])("%s has the canonical types of RFC 7643 §4.1.2", (name, types) => expect(canonicalTypes(name)).toEqual(types));

  test("the User schema has all attributes of RFC 7643 §4.1, the extension all of §4.3", () => {
    const names = (id: string) => schema(id).attributes.map(({ name }) => name);
    expect(names(userSchema)).toEqual(
      "userName name displayName nickName profileUrl title userType preferredLanguage locale timezone active password emails phoneNumbers ims photos addresses groups entitlements roles x509Certificates".split(
        " ",
      ),
    );
    expect(names(enterpriseSchema)).toEqual("employeeNumber costCenter organization division department manager".split(" "));
  });
});

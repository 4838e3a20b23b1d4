import fc from "fast-check";
import { enterpriseSchema, userSchema } from "../scim/user.ts";
import { filter, many, name, patchPath, pick, sizes, text } from "./arbitrary-text.ts";

/** A request as hostile or broken clients might send it. The body is bytes, because not all text is UTF-8. */
export type HostileRequest = {
  method: string;
  path: string;
  headers: [string, string][];
  body: Uint8Array<ArrayBuffer> | undefined;
};

/** Ids and cursors that exist, so that requests reach what lies behind the look-up. */
export type Known = { users: readonly string[]; groups: readonly string[]; cursors: readonly string[] };

/** As many copies of an item as fit into a body, and a few more. */
const copies = <T>(item: T, count: number): T[] =>
  Array.from({ length: Math.min(count, Math.ceil(1_100_000 / JSON.stringify(item).length)) }, () => item);

const scalar = fc.oneof(text, fc.boolean(), fc.double(), fc.maxSafeInteger(), fc.constant(null));
const element = fc.dictionary(
  pick("value", "type", "primary", "display", "$ref", "givenName", "manager", "__proto__", "id"),
  scalar,
  { maxKeys: 5 },
);
const value = fc.oneof(
  scalar,
  element,
  fc.array(fc.oneof(scalar, element), { maxLength: 6 }),
  fc
    .tuple(element, pick(999, 1000, 1001, 5000))
    .map(([item, size]) => copies(item, size).map((copy, at) => ({ ...copy, value: `${at}` }))),
  fc.jsonValue({ maxDepth: 4 }),
);

const schemas = fc.oneof(
  fc.constant(undefined),
  fc.array(fc.oneof(pick(userSchema, enterpriseSchema, "urn:x"), scalar), { maxLength: 4 }),
  value,
);
const resource = fc
  .tuple(
    fc.dictionary(fc.oneof({ weight: 20, arbitrary: name }, { weight: 1, arbitrary: text }), value, { maxKeys: 8 }),
    fc.oneof(text, pick("ada", "bob")),
    schemas,
  )
  .map(([attributes, userName, urns]) => ({ userName, displayName: userName, schemas: urns, ...attributes }));

const operation = fc.record(
  { op: pick("add", "Replace", "remove", "REMOVE", "move", null, 5), path: patchPath, value: fc.oneof(value, resource) },
  { requiredKeys: ["op"] },
);
const operations = fc.oneof(
  { weight: 8, arbitrary: fc.array(operation, { maxLength: 5 }) },
  { weight: 1, arbitrary: fc.tuple(operation, pick(999, 1000, 1001)).map(([one, size]) => copies(one, size)) },
);
const patch = fc.record({ schemas, Operations: fc.oneof({ weight: 9, arbitrary: operations }, { weight: 1, arbitrary: value }) });
const search = fc.record(
  {
    schemas,
    filter,
    sortBy: name,
    sortOrder: text,
    startIndex: scalar,
    count: scalar,
    cursor: text,
    attributes: fc.array(fc.oneof(name, scalar)),
  },
  { requiredKeys: [] },
);

const bulkId = pick("a", "b", "c", "__proto__", "", 5, null);
const reference = pick("bulkId:a", "bulkId:b", "bulkId:c", "bulkId:__proto__", "bulkId:", "bulkId:nobody");
const members = fc.array(fc.record({ value: fc.oneof(reference, text) }), { maxLength: 3 });
const referring = fc.oneof(
  fc.record({ userName: text, [enterpriseSchema]: fc.record({ manager: fc.oneof(reference, fc.record({ value: reference })) }) }),
  fc.record({ displayName: text, members, groups: members }, { requiredKeys: ["displayName"] }),
  fc.record({
    Operations: fc.array(fc.record({ op: pick("add", "remove"), path: patchPath, value: members }), { maxLength: 3 }),
  }),
);
/** Operations of a Bulk request, on what exists and on what others of them create. */
function bulkOf({ users, groups }: Known) {
  const path = fc.oneof(
    pick("/Users", "/Groups", "Users", "/Bulk", "/.search", "/Users/.search", "/Schemas", "", "/", "/Users/../Bulk", "//x"),
    pick(...users.map((id) => `/Users/${id}`), ...groups.map((id) => `/Groups/${id}`)),
    fc.tuple(pick("/Users/", "/Groups/"), reference).map((parts) => parts.join("")),
    fc.tuple(pick("/Users/", "/Groups?x=", "/"), text).map((parts) => parts.join("")),
    text,
  );
  const one = fc.record(
    {
      method: pick("POST", "POST", "POST", "PUT", "PATCH", "patch", "DELETE", "GET", "", null, 5),
      path,
      bulkId,
      version: fc.oneof(pick('W/"1"', "*", '"', 5, null), text),
      data: fc.oneof(resource, patch, referring, referring, value),
    },
    { requiredKeys: ["method", "path"] },
  );
  const some = fc.oneof(
    { weight: 12, arbitrary: fc.array(one, { maxLength: 6 }) },
    { weight: 1, arbitrary: fc.tuple(one, pick(20, 999, 1000, 1001)).map(([each, size]) => copies(each, size)) },
    { weight: 1, arbitrary: value },
  );
  return fc.record({ schemas, failOnErrors: scalar, Operations: some }, { requiredKeys: ["Operations"] });
}

/** JSON as text, so that keys such as __proto__ arrive; whole, cut, or wrapped deeply. */
const jsonOf = (bodies: fc.Arbitrary<unknown>) =>
  bodies.chain((body) => {
    const whole = JSON.stringify(body) ?? "";
    return fc.oneof(
      { weight: 12, arbitrary: fc.constant(whole) },
      { weight: 1, arbitrary: fc.nat(whole.length).map((end) => whole.slice(0, end)) },
      {
        weight: 1,
        arbitrary: fc.tuple(pick("[", '{"a":', '{"__proto__":'), sizes).map(([piece, size]) => many(piece, size) + whole),
      },
      { weight: 1, arbitrary: sizes.map((size) => `{"userName":"x","__proto__":{"polluted":1},"x":"${many("\\u0041", size)}"}`) },
    );
  });
const bodyOf = (json: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 12, arbitrary: json.map((written) => new TextEncoder().encode(written)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 50 }) },
    {
      weight: 1,
      arbitrary: pick(1_048_575, 1_048_576, 1_048_577).map((size) => new TextEncoder().encode(`"${many("a", size - 2)}"`)),
    },
  );

const parameter = pick(
  "filter",
  "sortBy",
  "sortOrder",
  "startIndex",
  "count",
  "cursor",
  "attributes",
  "excludedAttributes",
  "x",
  "FILTER",
  "",
);
const queryOf = ({ cursors }: Known) =>
  fc
    .array(fc.tuple(parameter, fc.oneof(filter, name, text, scalar.map(String), pick(...cursors, "0", "-1", "1"))), {
      maxLength: 4,
    })
    .map((pairs) => {
      const query = pairs.map(([key, given]) => `${key}=${encodeURIComponent(given.toWellFormed())}`).join("&");
      return query && `?${query}`;
    });

function pathOf({ users, groups }: Known): fc.Arbitrary<string> {
  const id = fc.oneof(
    { weight: 4, arbitrary: pick(...users, ...groups) },
    {
      weight: 1,
      arbitrary: fc
        .oneof(text, pick(".search", "..", "%", "%zz", "%00", "%ff"))
        .map((given) => encodeURI(given.toWellFormed()).slice(0, 300)),
    },
  );
  const endpoint = pick(
    "/Users",
    "/Users",
    "/Users",
    "/Groups",
    "/Groups",
    "/Schemas",
    "/ResourceTypes",
    "/ServiceProviderConfig",
    "/Me",
    "/.search",
    "/.search",
    "/Nothing",
    "",
  );
  return fc.oneof(
    endpoint,
    fc.tuple(endpoint, id).map(([at, of]) => `${at}/${of}`),
    pick("/Users", "/Groups").map((at) => `${at}/.search`),
    fc.tuple(endpoint, id, id).map((parts) => parts.join("/")),
  );
}

const header = fc.oneof(
  pick<[string, string]>(
    ["content-type", "text/plain"],
    ["content-type", "application/json; charset=latin1"],
    ["content-type", ";"],
    ["content-type", ""],
  ),
  fc.tuple(
    pick("if-match", "if-none-match"),
    fc.oneof(pick("*", 'W/"1"', '"1"', "1", '"', "W/", ",,,", 'W/"2", W/"1"'), fc.string({ maxLength: 20 })),
  ),
  fc.tuple(
    pick("content-length", "x-forwarded-host", "x-forwarded-proto", "host", "user-agent", "accept", "expect"),
    fc.string({ maxLength: 20 }),
  ),
  pick<[string, string]>(
    ["user-agent", ""],
    ["content-length", "-1"],
    ["content-length", "999999999999"],
    ["accept", many("a,", 2000)],
  ),
);

/** Requests of every kind, most of them near to what is valid. */
export function arbitraryRequest(known: Known): fc.Arbitrary<HostileRequest> {
  const json = jsonOf(fc.oneof(resource, patch, search, fc.jsonValue()));
  const single = requestOf(known, bodyOf(json));
  const bulk = fc.record({
    method: fc.constant("POST"),
    path: fc.constant("/Bulk"),
    headers: fc.array(header, { maxLength: 1 }),
    body: bodyOf(jsonOf(bulkOf(known))),
  });
  return fc.oneof({ weight: 7, arbitrary: single }, { weight: 1, arbitrary: bulk });
}

const requestOf = (known: Known, body: fc.Arbitrary<Uint8Array<ArrayBuffer>>): fc.Arbitrary<HostileRequest> =>
  fc
    .tuple(
      pick("GET", "GET", "POST", "POST", "PUT", "PATCH", "PATCH", "PATCH", "DELETE", "HEAD", "OPTIONS", "PROPFIND"),
      pathOf(known),
      queryOf(known),
    )
    .chain(([method, path, query]) =>
      fc.record({
        method: fc.constant(method),
        path: fc.constant(path + query),
        headers: fc.array(header, { maxLength: 2 }),
        body: ["GET", "HEAD"].includes(method) ? fc.constant(undefined) : fc.option(body, { nil: undefined, freq: 8 }),
      }),
    );

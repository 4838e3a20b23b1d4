import { beforeAll, describe, expect, it } from "vitest";
import { type Attribute, type AttributePath, commonAttributes, pathName } from "../lib/scim/attribute.ts";
import { canon } from "../lib/scim/canon.ts";
import { resolveSortBy } from "../lib/scim/list.ts";
import { compareCodePoints } from "../lib/scim/text.ts";
import { userType } from "../lib/scim/user.ts";
import { type ListQuery, listRows } from "./list.ts";
import type { Position } from "./order.ts";
import type { ScimScope } from "./queries/scope.ts";
import { userListSource } from "./queries/user-list.ts";
import { baseUrl, everything, makeServedUsers, type ServedUser } from "./testing/served-users.ts";

let scope: ScimScope;
let users: ServedUser[];

beforeAll(async () => {
  ({ scope, users } = await makeServedUsers(9865));
}, 120_000);

/** What can be named as sortBy, each once. */
function sortNames(): string[] {
  const namesIn = (table: readonly Attribute[], prefix = ""): string[] =>
    table.flatMap(({ name, subAttributes = [] }) => [prefix + name, ...namesIn(subAttributes, `${prefix}${name}.`)]);
  const names = [
    ...namesIn([...commonAttributes, ...userType.attributes].filter(({ name }) => name !== "groups")),
    ...userType.extensions.flatMap(({ urn, attributes }) => namesIn(attributes, `${urn}:`)),
  ];
  const paths = names.map((name) => resolveSortBy(name, userType)).filter((path) => path !== undefined);
  return [...new Set(paths.map(pathName))];
}

const member = (holder: unknown, name: string): unknown =>
  typeof holder === "object" && holder !== null ? Reflect.get(holder, name) : undefined;

/** RFC 7644 §3.4.2.3: of a multi-valued attribute the primary value, else the first. */
function valueOfUser(user: ServedUser, { urn, attribute, sub }: AttributePath): string | undefined {
  const whole = member(urn === userType.schema ? user : member(user, urn), attribute.name);
  const one = Array.isArray(whole) ? (whole.find((element) => member(element, "primary") === true) ?? whole[0]) : whole;
  const value = sub ? member(one, sub.name) : one;
  if (value === undefined) return undefined;
  return (sub ?? attribute).caseExact ? String(value) : canon(String(value));
}

function sortInMemory(path: AttributePath, sortOrder: ListQuery["sortOrder"]): string[] {
  const sign = sortOrder === "ascending" ? 1 : -1;
  const keyed = users.map((user) => ({ id: user.id, value: valueOfUser(user, path) }));
  keyed.sort((a, b) => {
    if (a.value === undefined || b.value === undefined) {
      const missing = Number(a.value === undefined) - Number(b.value === undefined);
      return missing * sign || compareCodePoints(a.id, b.id);
    }
    return compareCodePoints(a.value, b.value) * sign || compareCodePoints(a.id, b.id);
  });
  return keyed.map(({ id }) => id);
}

async function walk(list: Omit<ListQuery, "page" | "count">, count: number): Promise<string[]> {
  const source = { ...userListSource(scope, baseUrl), columns: "u.id" };
  const ids: string[] = [];
  for (let after: (Position & { totalResults: number }) | undefined; ; ) {
    const page = await listRows(scope, source, { ...list, count, page: { kind: "cursor", after } });
    expect(page.totalResults).toBe(users.length);
    ids.push(...page.rows.map(({ id }) => id));
    if (!page.end) return ids;
    after = { ...page.end, totalResults: page.totalResults };
  }
}

const orders = ["ascending", "descending"] as const;

describe.each(orders)("%s", (sortOrder) => {
  it.each(sortNames().filter((name) => name !== "schemas"))(
    "by %s: missing values at the right end, ties by id",
    async (name) => {
      const list = { ...everything, sortBy: resolveSortBy(name, userType), sortOrder };
      const source = { ...userListSource(scope, baseUrl), columns: "u.id" };
      const { rows } = await listRows(scope, source, list);
      const expected = list.sortBy && sortInMemory(list.sortBy, sortOrder);
      expect(rows.map(({ id }) => id)).toEqual(expected);
      // a cursor that stops inside runs of equal and of missing values goes on where it stopped
      expect(await walk(list, 47)).toEqual(expected);
    },
  );
});

it("without sortBy the order is that of the ids, whatever sortOrder says", async () => {
  const ids = users.map(({ id }) => id);
  expect(await walk({ ...everything, sortOrder: "descending" }, 30)).toEqual(ids);
  expect(ids).toEqual([...ids].sort());
});

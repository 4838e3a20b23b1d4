import { describe, expect, test } from "vitest";
import { parseFilter } from "./filter.ts";
import { matches } from "./match.ts";
import type { Resource } from "./resource.ts";
import { compareCodePoints } from "./text.ts";
import { enterpriseSchema, userSchema, userType } from "./user.ts";

const user: Resource = {
  id: "u1",
  externalId: "AbC",
  userName: "BJensen@Example.com",
  active: true,
  title: "Straße",
  profileUrl: "https://x/A",
  emails: [
    { value: "work@x.org", type: "work", primary: true },
    { value: "home@y.org", type: "home" },
  ],
  roles: [{ value: "b", type: "x" }],
  [enterpriseSchema]: { department: "Sales", manager: { value: "m1" } },
  meta: { created: "2026-01-01T00:00:00.000Z", lastModified: "2026-06-01T12:00:00.000Z" },
};

const matchesUser = (text: string, resource = user) => matches(parseFilter(text, userType), resource);

describe("comparison", () => {
  test.each([
    'userName eq "bjensen@example.COM"',
    'userName sw "BJ"',
    'userName ew ".COM"',
    'userName co "EXAMPLE"',
    'title eq "STRASSE"',
    'title co "SS"',
    'externalId eq "AbC"',
    'profileUrl eq "https://x/A"',
    "active eq true",
    'active ne "False"',
    'userName ne "somebody"',
    'userName gt "a"',
    'userName le "bjensen@example.com"',
    "nickName eq null",
    "title ne null",
    "title pr",
    "emails pr",
    "emails.type pr",
    "name.givenName eq null",
    `${enterpriseSchema}:department eq "sales"`,
    `${enterpriseSchema}:manager eq "m1"`,
    `${enterpriseSchema}:manager pr`,
    `schemas eq "${enterpriseSchema}"`,
    `schemas eq "${userSchema.toUpperCase()}"`,
    'meta.created eq "2026-01-01T02:00:00+02:00"',
    'meta.lastModified gt "2026-06-01T11:59:59Z"',
    'meta.lastModified ge "2026-06-01T12:00:00Z" and meta.lastModified le "2026-06-01T12:00:00Z"',
  ])("%s", (text) => expect(matchesUser(text)).toBe(true));

  test.each([
    'externalId eq "abc"',
    'profileUrl eq "https://x/a"',
    'id eq "U1"',
    "active eq false",
    'nickName eq "x"',
    'nickName co ""',
    "nickName pr",
    "title eq null",
    'userName gt "bjensen@example.com"',
    `${enterpriseSchema}:division pr`,
    'meta.lastModified lt "2026-06-01T12:00:00Z"',
    'ims.value eq "x"',
    'schemas eq "urn:x"',
  ])("not %s", (text) => expect(matchesUser(text)).toBe(false));
});

describe("multi-valued attributes", () => {
  test("one matching value is enough", () => {
    expect(matchesUser('emails.value eq "HOME@y.org"')).toBe(true);
    expect(matchesUser('emails co "y.org"')).toBe(true);
    expect(matchesUser('emails.type ne "work"')).toBe(true);
    expect(matchesUser('roles.type ne "x"')).toBe(false);
  });

  test("between brackets one element must satisfy every term", () => {
    expect(matchesUser('emails[type eq "work" and value co "y.org"]')).toBe(false);
    expect(matchesUser('emails.type eq "work" and emails.value co "y.org"')).toBe(true);
    expect(matchesUser('emails[type eq "home" and not (primary eq true)]')).toBe(true);
    expect(matchesUser('emails[type eq "work"].value eq "work@x.org"')).toBe(true);
  });

  test("an absent primary is false (RFC 7643 §2.4)", () => {
    expect(matchesUser('emails[type eq "home" and primary eq false]')).toBe(true);
    expect(matchesUser('emails[type eq "work" and primary eq false]')).toBe(false);
    expect(matchesUser("roles.primary eq false")).toBe(true);
    expect(matchesUser("ims.primary eq false")).toBe(false);
  });
});

test("ne matches when the attribute has no value, at any depth", () => {
  expect(matchesUser('nickName ne "x"')).toBe(true);
  expect(matchesUser('name.givenName ne "x"')).toBe(true);
  expect(matchesUser('ims.value ne "x"')).toBe(true);
  expect(matchesUser('emails[display ne "x"]')).toBe(true);
  expect(matchesUser('ims[display ne "x"]')).toBe(false);
});

test("a missing attribute is no match and no error", () => {
  expect(matchesUser('emails[type eq "work"].value eq "x"', { userName: "x" })).toBe(false);
  expect(matchesUser(`${enterpriseSchema}:manager.value eq "x"`, { userName: "x" })).toBe(false);
});

test("and, or and not combine as in logic", () => {
  expect(matchesUser("title pr and not (nickName pr)")).toBe(true);
  expect(matchesUser("nickName pr or title pr and active eq true")).toBe(true);
  expect(matchesUser("(nickName pr or title pr) and active eq false")).toBe(false);
});

describe("order is by code points", () => {
  test.each([
    ["\uffee", "😀", -1],
    ["😀", "\ue000", 1],
    ["a", "ab", -1],
    ["ab", "a", 1],
    ["😀", "😀", 0],
    ["😀", "😁", -1],
    ["Z", "a", -1],
  ])("%j and %j", (a, b, expected) => {
    expect(Math.sign(compareCodePoints(a, b))).toBe(expected);
    expect(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)))).toBe(expected);
  });

  test("astral characters rank above the whole basic plane in filters", () => {
    expect(matchesUser('externalId gt "\ufb00"', { externalId: "😀" })).toBe(true);
  });
});

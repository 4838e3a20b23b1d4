import { describe, expect, test } from "vitest";
import { pathName } from "./attribute.ts";
import { ScimError } from "./error.ts";
import { type Filter, parseFilter } from "./filter.ts";
import { groupType } from "./group.ts";
import { enterpriseSchema, userSchema, userType } from "./user.ts";

/** Writes a filter back in a fully bracketed form, so that a test shows how it was understood. */
function show(filter: Filter): string {
  switch (filter.kind) {
    case "and":
    case "or":
      return `(${filter.terms.map(show).join(` ${filter.kind} `)})`;
    case "not":
      return `not ${show(filter.term)}`;
    case "compare":
      return `${pathName(filter.path).replace(`${enterpriseSchema}:`, "ent:")} ${filter.op} ${JSON.stringify(filter.value)}`;
    case "present":
      return `${pathName(filter.path).replace(`${enterpriseSchema}:`, "ent:")} pr`;
    case "element":
      return `${pathName(filter.path)}[${show(filter.term)}]`;
  }
}

const read = (text: string) => show(parseFilter(text, userType));

function refusal(text: string, type: Parameters<typeof parseFilter>[1] = userType): ScimError {
  try {
    parseFilter(text, type);
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
  throw new Error(`accepted: ${text}`);
}

describe("the examples of RFC 7644 §3.4.2.2 are read", () => {
  test.each([
    ['userName eq "bjensen"', 'userName eq "bjensen"'],
    [`name.familyName co "O'Malley"`, `name.familyName co "O'Malley"`],
    ['userName sw "J"', 'userName sw "J"'],
    [`${userSchema}:userName sw "J"`, 'userName sw "J"'],
    ["title pr", "title pr"],
    ['meta.lastModified gt "2011-05-13T04:42:34Z"', 'meta.lastModified gt "2011-05-13T04:42:34.000Z"'],
    ['title pr and userType eq "Employee"', '(title pr and userType eq "Employee")'],
    ['title pr or userType eq "Intern"', '(title pr or userType eq "Intern")'],
    [`schemas eq "${enterpriseSchema}"`, `schemas eq "${enterpriseSchema}"`],
    [
      'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")',
      '(userType eq "Employee" and (emails.value co "example.com" or emails.value co "example.org"))',
    ],
    [
      'userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")',
      '(userType ne "Employee" and not (emails.value co "example.com" or emails.value co "example.org"))',
    ],
    ['userType eq "Employee" and (emails.type eq "work")', '(userType eq "Employee" and emails.type eq "work")'],
    [
      'emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]',
      '(emails[(emails.type eq "work" and emails.value co "@example.com")] or ims[(ims.type eq "xmpp" and ims.value co "@foo.com")])',
    ],
  ])("%s", (text, expected) => expect(read(text)).toBe(expected));
});

describe("precedence and grouping", () => {
  test.each([
    ["title pr or nickName pr and locale pr", "(title pr or (nickName pr and locale pr))"],
    ["title pr and nickName pr or locale pr", "((title pr and nickName pr) or locale pr)"],
    ["(title pr or nickName pr) and locale pr", "((title pr or nickName pr) and locale pr)"],
    ["not (title pr) and locale pr", "(not title pr and locale pr)"],
    ["not(title pr)or(locale pr)", "(not title pr or locale pr)"],
    ["NOT (title pr AND locale PR)", "not (title pr and locale pr)"],
    ["((((title pr))))", "title pr"],
    ["title pr and nickName pr and locale pr", "(title pr and nickName pr and locale pr)"],
    ['emails[not (type eq "work") and value pr]', '(emails[(not emails.type eq "work" and emails.value pr)])'.slice(1, -1)],
  ])("%s", (text, expected) => expect(read(text)).toBe(expected));
});

describe("what real clients send", () => {
  test.each([
    ['emails[type eq "work"].value eq "a@b.c"', 'emails[(emails.type eq "work" and emails.value eq "a@b.c")]'],
    ["externalId eq jyoung", 'externalId eq "jyoung"'],
    ["externalId eq 12345", 'externalId eq "12345"'],
    [
      "id eq 54D382A4-1050 and urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager eq 2819c223",
      '(id eq "54D382A4-1050" and ent:manager.value eq "2819c223")',
    ],
    [`${enterpriseSchema}:manager.value eq "x"`, 'ent:manager.value eq "x"'],
    ["userName sw O", 'userName sw "O"'],
    [
      "name.FamilyName eq Employee and (emails.Value co example.com or emails.Value co example.org)",
      '(name.familyName eq "Employee" and (emails.value co "example.com" or emails.value co "example.org"))',
    ],
    ["meta.Created gt 2015-10-10T14:38:21.8617979-07:00", 'meta.created gt "2015-10-10T21:38:21.861Z"'],
    ['active eq "True"', "active eq true"],
    ["active eq False", "active eq false"],
    ['roles[primary eq "True"]', "roles[roles.primary eq true]"],
    ['USERNAME EQ "x"', 'userName eq "x"'],
    ['userName eq "a\\"b\\\\c\\u00e9"', 'userName eq "a\\"b\\\\cé"'],
    ['userName eq"x"', 'userName eq "x"'],
    ['  userName   eq   "x"  ', 'userName eq "x"'],
    ['userName eq "x y"and title pr', '(userName eq "x y" and title pr)'],
    ['userName eq "and or not ( ) [ ]"', 'userName eq "and or not ( ) [ ]"'],
    ['name[familyName eq "x"]', 'name[name.familyName eq "x"]'],
    ["emails pr", "emails pr"],
    ['groups.value eq "g"', 'groups.value eq "g"'],
  ])("%s", (text, expected) => expect(read(text)).toBe(expected));

  test("members of a group are filtered by value", () => {
    expect(show(parseFilter('members eq "u1" and members[type eq "User"]', groupType))).toBe(
      '(members.value eq "u1" and members[members.type eq "User"])',
    );
  });
});

describe("null and an absent primary", () => {
  test.each([
    ["title eq null", "not title pr"],
    ["title ne NULL", "title pr"],
    ["emails[display eq null]", "emails[not emails.display pr]"],
    ["emails[primary eq false]", "emails[not emails.primary eq true]"],
    ["emails.primary eq false", "emails[not emails.primary eq true]"],
    ["emails[primary ne false]", "emails[emails.primary eq true]"],
    ['emails[type eq "work"].primary eq false', 'emails[(emails.type eq "work" and not emails.primary eq true)]'],
    ["emails.primary ne true", "emails.primary ne true"],
    ['title eq "null"', 'title eq "null"'],
  ])("%s means %s", (text, expected) => expect(read(text)).toBe(expected));
});

describe("dates are instants", () => {
  test.each([
    ['"2026-01-01T02:00:00+02:00"', "2026-01-01T00:00:00.000Z"],
    // a + that was not encoded in the query string
    ['"2026-01-01T02:00:00 02:00"', "2026-01-01T00:00:00.000Z"],
    ['"2026-01-01T00:00:00"', "2026-01-01T00:00:00.000Z"],
    ['"2026-01-01t00:00:00.123456z"', "2026-01-01T00:00:00.123Z"],
    ["2026-02-28T23:59:59Z", "2026-02-28T23:59:59.000Z"],
  ])("%s", (literal, expected) => expect(read(`meta.created ge ${literal}`)).toBe(`meta.created ge "${expected}"`));

  test.each([
    '"2026-01-01"',
    '"yesterday"',
    '"2026-02-30T00:00:00Z"',
    '"2026-13-01T00:00:00Z"',
    '"0000-01-01T00:00:00Z"',
    '"0001-01-01T00:00:00+14:00"',
    "1",
    "true",
  ])("%s is not a dateTime", (literal) => expect(refusal(`meta.created ge ${literal}`).scimType).toBe("invalidFilter"));
});

describe("anything malformed, unknown or of the wrong type is 400 invalidFilter", () => {
  test.each([
    "",
    " ",
    "userName",
    "userName eq",
    'userName "x"',
    'eq "x"',
    'userName eq "x',
    "userName eq 'x'",
    'userName eq "x" title pr',
    'userName eq "x" and',
    'or userName eq "x"',
    'userName eq "x" && title pr',
    '(userName eq "x"',
    'userName eq "x")',
    "()",
    "not title pr",
    "not()",
    "emails[]",
    'emails[type eq "work"',
    'emails[type eq "work"]]',
    'emails[type eq "work"].',
    'emails[type eq "work"].value',
    'emails[shoeSize eq "work"]',
    'emails[emails.type eq "work"]',
    'emails[value[type eq "x"]]',
    'userName[value eq "x"]',
    'emails.value[type eq "x"]',
    'userName regex "x"',
    'userName = "x"',
    "userName prx",
    'shoeSize eq "x"',
    'name.shoeSize eq "x"',
    `${enterpriseSchema}:shoeSize eq "x"`,
    `${enterpriseSchema} pr`,
    'urn:unknown:User:x eq "x"',
    'name eq "x"',
    'addresses co "x"',
    'meta eq "x"',
    'password eq "x"',
    "password pr",
    "active gt true",
    "active co true",
    "active eq 1",
    'active eq "yes"',
    "userName eq true",
    "title gt null",
    "title co null",
    'x509Certificates.value gt "x"',
    'meta.created co "2026"',
    'userName eq "a\\u0000b"',
    'userName eq "\\ud800"',
    'userName eq "a\\x"',
    'userName eq "a\nb"',
    "__proto__ pr",
    'constructor eq "x"',
    'userName eq "x"; drop table users',
    "userName eq Sales Team",
    "ünïcode pr",
  ])("%j", (text) => {
    const error = refusal(text);
    expect([error.status, error.scimType]).toEqual([400, "invalidFilter"]);
    expect(error.detail).not.toBe("");
  });

  test("the answer names the operator or the attribute that is wrong", () => {
    expect(refusal('userName regex "x"').detail).toContain("regex");
    expect(refusal('shoeSize eq "x"').detail).toContain("shoeSize");
  });

  test("a user attribute is unknown on groups", () => {
    expect(refusal('userName eq "x"', groupType).scimType).toBe("invalidFilter");
  });
});

describe("limits", () => {
  const wrap = (depth: number) => `${"(".repeat(depth)}title pr${")".repeat(depth)}`;
  const terms = (count: number) => Array(count).fill("title pr").join(" and ");
  const long = (characters: number) => `title eq "${"𝒳".repeat(characters - 11)}"`;

  test("a filter may have 4,096 characters, 20 levels and 50 terms", () => {
    for (const text of [long(4096), wrap(20), terms(50)]) expect(() => parseFilter(text, userType)).not.toThrow();
  });

  test("one more of each is 400 invalidFilter", () => {
    for (const text of [long(4097), wrap(21), terms(51)]) expect(refusal(text).scimType).toBe("invalidFilter");
  });

  test("brackets count as levels", () => {
    const inBrackets = (depth: number) => `emails[${"(".repeat(depth - 1)}value pr${")".repeat(depth - 1)}]`;
    expect(() => parseFilter(inBrackets(20), userType)).not.toThrow();
    expect(refusal(inBrackets(21)).scimType).toBe("invalidFilter");
  });
});

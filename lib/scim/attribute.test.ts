import { describe, expect, test } from "vitest";
import { pathName, resolveName } from "./attribute.ts";
import { groupType } from "./group.ts";
import { enterpriseSchema, userSchema, userType } from "./user.ts";

const nameOf = (text: string) => {
  const resolved = resolveName(userType, text);
  return resolved.kind === "attribute" ? pathName(resolved.path) : resolved.kind;
};

describe("resolveName", () => {
  test.each([
    ["userName", "userName"],
    ["USERNAME", "userName"],
    ["name.GIVENNAME", "name.givenName"],
    ["meta.lastModified", "meta.lastModified"],
    ["id", "id"],
    [`${userSchema}:name.familyName`, "name.familyName"],
    [`${userSchema.toUpperCase()}:userName`, "userName"],
    [`${userSchema}:id`, "id"],
    [`${enterpriseSchema}:manager.value`, `${enterpriseSchema}:manager.value`],
    [`${enterpriseSchema.toLowerCase()}:DEPARTMENT`, `${enterpriseSchema}:department`],
    [enterpriseSchema, "schema"],
    [userSchema, "schema"],
  ])("%s is %s", (text, expected) => {
    expect(nameOf(text)).toBe(expected);
  });

  test("an unknown core attribute, an unknown extension and an unknown attribute of a known extension are told apart", () => {
    expect(resolveName(userType, "shoeSize")).toEqual({ kind: "unknown", core: true });
    expect(resolveName(userType, "name.shoeSize")).toEqual({ kind: "unknown", core: true });
    expect(resolveName(userType, `${userSchema}:shoeSize`)).toEqual({ kind: "unknown", core: true });
    expect(resolveName(userType, "urn:x:y:User:shoeSize")).toEqual({ kind: "unknown", core: false });
    expect(resolveName(userType, `${enterpriseSchema}:shoeSize`)).toEqual({ kind: "unknown", core: false });
  });

  test("a name that core lacks is an extension's, as Entra's documentation writes manager", () => {
    expect(nameOf("manager")).toBe(nameOf(`${enterpriseSchema}:manager`));
    expect(nameOf("title")).toBe("title");
  });

  test("nothing is nested deeper than one sub-attribute", () => {
    expect(nameOf("name.givenName.first")).toBe("unknown");
    expect(nameOf("")).toBe("unknown");
  });

  test("names of JavaScript's own objects are unknown", () => {
    for (const name of ["__proto__", "constructor", "toString", "name.__proto__"]) expect(nameOf(name)).toBe("unknown");
  });

  test("a group has displayName, members and the common attributes", () => {
    for (const name of ["displayName", "members.value", "members.$ref", "members.display", "externalId", "meta.created"])
      expect(resolveName(groupType, name).kind).toBe("attribute");
    expect(resolveName(groupType, "userName").kind).toBe("unknown");
  });
});

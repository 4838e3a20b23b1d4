import { describe, expect, it } from "vitest";
import { mask } from "./mask.ts";

const secret = "•••";
const user = "urn:ietf:params:scim:schemas:core:2.0:User";
const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const operation = (given: object) => mask.body({ Operations: [given] });

describe("what a log keeps of a body", () => {
  it.each([
    { op: "replace", path: "password", value: "hunter2" },
    { OP: "Replace", PATH: "Password", VALUE: "hunter2" },
    { op: "replace", pAtH: ` ${user}:password `, vAlUe: ["hunter2"] },
    { op: "replace", value: { PassWord: "hunter2", [`${user}:password`]: { value: "hunter2" } } },
    { op: "replace", value: { [user]: { password: "hunter2" } } },
    { op: "replace", path: user, value: { password: "hunter2" } },
  ])("never a password: %o", (given) => {
    expect(JSON.stringify(operation(given))).not.toContain("hunter2");
    expect(JSON.stringify(mask.body({ userName: "ann", ...given }))).not.toContain("hunter2");
  });

  it.each([
    { op: "replace", value: { ssn: "078-05-1120", name: { ssn: "078-05-1120" }, emails: [{ ssn: "078-05-1120" }] } },
    { op: "replace", path: "ssn", value: "078-05-1120" },
    { op: "replace", path: "ssn.value", value: [{ value: "078-05-1120" }] },
    { op: "replace", path: 'ssn[value eq "078-05-1120"].value', value: "1" },
    { op: "replace", path: "urn:example:hr:ssn", value: "078-05-1120" },
    { op: "replace", path: enterprise, value: { ssn: "078-05-1120" } },
    { op: "replace", value: { [enterprise]: { ssn: "078-05-1120", manager: { ssn: "078-05-1120" } } } },
    { op: "replace", value: "078-05-1120" },
    { op: "replace", path: { value: "078-05-1120" }, value: 1 },
    { op: "replace", path: "title", value: { ssn: "078-05-1120" } },
    { op: "replace", path: "emails.value", value: { value: "a@b", ssn: "078-05-1120" } },
    { op: "add", ssn: "078-05-1120", value: {} },
  ])("of what is unknown the name alone: %o", (given) => {
    expect(JSON.stringify(operation(given))).not.toContain("078");
    expect(JSON.stringify(operation(given))).toContain(JSON.stringify(given).includes("ssn") ? "ssn" : secret);
  });

  it("of what is unknown in a resource the name alone", () => {
    const kept = mask.body({ ssn: "078", value: "078", path: "078", name: { value: "078", givenName: "Ann" } });
    expect(kept).toEqual({ ssn: secret, value: secret, path: secret, name: { value: secret, givenName: "Ann" } });
    expect(mask.body(["078"])).toBe(secret);
    expect(mask.body("078")).toBe(secret);
  });

  it("values of known attributes, in every form that clients send", () => {
    const resource = {
      schemas: [user],
      USERNAME: "ann",
      active: "True",
      emails: [{ type: "work", value: "a@b", primary: true }],
      roles: ["admin"],
      "name.familyName": "Lee",
      [enterprise]: { department: "Sales", manager: { value: "7" } },
      [`${enterprise}:costCenter`]: [{ value: "9" }],
      members: [{ value: "1", display: "x" }],
    };
    expect(mask.body(resource)).toEqual(resource);
    for (const given of [
      { op: "Replace", path: 'emails[type eq "work"].value', value: "a@b" },
      { op: "add", path: `${enterprise}:manager`, value: [{ value: "7" }] },
      { op: "add", value: resource },
      { op: "add", value: { 'phoneNumbers[type eq "work"].value': "5" } },
    ])
      expect(operation(given)).toEqual({ Operations: [given] });
  });
});

import { expect, test } from "vitest";
import { patchOperations } from "../entra-patch.ts";
import { enterpriseUser } from "../resource.ts";

const manager = `${enterpriseUser}:manager`;

test("the legacy spelling has capital letters, paths and booleans as strings", () => {
  const changes = [
    { path: "active", from: true, to: false },
    { path: 'emails[type eq "work"].value', from: undefined, to: "a@mail.example" },
  ];
  expect(patchOperations("legacy", changes, {}, 1)).toEqual([
    { op: "Replace", path: "active", value: "False" },
    { op: "Add", path: 'emails[type eq "work"].value', value: "a@mail.example" },
  ]);
});

test("the legacy spelling unsets in three ways and names a manager in three forms", () => {
  const unset = (turn: number) => patchOperations("legacy", [{ path: "title", from: "x", to: undefined }], {}, turn)[0];
  expect([0, 1, 2].map(unset)).toEqual([
    { op: "Remove", path: "title" },
    { op: "Replace", path: "title", value: "" },
    { op: "Replace", path: "title", value: null },
  ]);
  const link = (turn: number) => patchOperations("legacy", [{ path: manager, from: "x", to: "7" }], {}, turn)[0]?.value;
  expect([0, 1, 2].map(link)).toEqual(["7", { value: "7" }, [{ $ref: "Users/7", value: "7" }]]);
});

test("with the flag plain attributes share one path-less operation with dotted and URN keys", () => {
  const changes = [
    { path: "name.givenName", from: "x", to: "Ada" },
    { path: `${enterpriseUser}:department`, from: undefined, to: "Sales" },
    { path: "active", from: false, to: true },
    { path: "title", from: "x", to: undefined },
  ];
  expect(patchOperations("flag", changes, {}, 1)).toEqual([
    { op: "replace", value: { "name.givenName": "Ada", [`${enterpriseUser}:department`]: "Sales" } },
    { op: "replace", path: "active", value: true },
    { op: "remove", path: "title" },
  ]);
});

test("with the flag an existing element is replaced by path, and the parts of missing ones are added together", () => {
  const current = { phoneNumbers: [{ type: "work", value: "1" }] };
  const changes = [
    { path: 'phoneNumbers[type eq "work"].value', from: "1", to: "2" },
    { path: 'addresses[type eq "work"].locality', from: undefined, to: "Leeds" },
    { path: 'addresses[type eq "work"].country', from: undefined, to: "GB" },
    { path: 'roles[primary eq "True"].value', from: undefined, to: "User" },
  ];
  expect(patchOperations("flag", changes, current, 1)).toEqual([
    { op: "replace", path: 'phoneNumbers[type eq "work"].value', value: "2" },
    { op: "add", path: "addresses", value: [{ type: "work", locality: "Leeds", country: "GB" }] },
    { op: "add", path: "roles", value: [{ primary: true, value: "User" }] },
  ]);
});

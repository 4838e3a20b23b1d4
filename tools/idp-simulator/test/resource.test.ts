import { expect, test } from "vitest";
import { joinUrl } from "../client.ts";
import { filterQuery } from "../idp.ts";
import { enterpriseUser, readPath, writePath } from "../resource.ts";

test("a mapping path reads a sub-attribute, an element and an extension attribute", () => {
  const resource = {
    name: { givenName: "Ada" },
    emails: [
      { type: "home", value: "h" },
      { type: "work", value: "w" },
    ],
    roles: [{ primary: true, value: "User" }],
    [enterpriseUser]: { department: "Sales", manager: { value: "7", displayName: "Boss" } },
  };
  expect(readPath(resource, "name.givenName")).toBe("Ada");
  expect(readPath(resource, 'emails[type eq "work"].value')).toBe("w");
  expect(readPath(resource, 'emails[type eq "other"].value')).toBeUndefined();
  expect(readPath(resource, 'roles[primary eq "True"].value')).toBe("User");
  expect(readPath(resource, `${enterpriseUser}:department`)).toBe("Sales");
  expect(readPath(resource, `${enterpriseUser}:manager`)).toBe("7");
});

test("writing a mapping path makes what is missing and leaves the rest", () => {
  const resource = { addresses: [{ type: "home", locality: "York" }] };
  writePath(resource, 'addresses[type eq "work"].locality', "Leeds");
  writePath(resource, 'addresses[type eq "work"].country', "GB");
  writePath(resource, `${enterpriseUser}:department`, "Sales");
  expect(resource).toEqual({
    addresses: [
      { type: "home", locality: "York" },
      { type: "work", locality: "Leeds", country: "GB" },
    ],
    [enterpriseUser]: { department: "Sales" },
  });
});

test("a tenant URL may end in a slash or carry a query of its own", () => {
  expect(joinUrl("https://a.example/scim/v2/", "/Users?count=1")).toBe("https://a.example/scim/v2/Users?count=1");
  expect(joinUrl("https://a.example/scim?aadOptscim062020", "/Users?count=1")).toBe(
    "https://a.example/scim/Users?count=1&aadOptscim062020",
  );
  expect(joinUrl("https://a.example", "/Users")).toBe("https://a.example/Users");
});

test("a filter is encoded with + or %20 for its spaces, and quotes in values are escaped", () => {
  expect(filterQuery("userName", "a+b@c", "+")).toBe("filter=userName+eq+%22a%2Bb%40c%22");
  expect(filterQuery("userName", 'a"b', "%20")).toBe("filter=userName%20eq%20%22a%5C%22b%22");
});

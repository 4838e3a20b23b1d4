import { expect, test } from "vitest";
import { defaultPage, safeCallbackUrl, signInUrl } from "./callback-url.ts";

test.each(["/users", "/users/0190?tab=licenses#top", "/settings/scim?configuration=1&x=%2F%2Fevil.example", "/users?q=a%20b%5C"])(
  "a page of this site is kept: %s",
  (path) => {
    expect(safeCallbackUrl(path)).toBe(path);
  },
);

test.each([
  undefined,
  null,
  "",
  "users",
  "https://evil.example/users",
  "//evil.example",
  "///evil.example",
  "//evil.example/groups",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/.//evil.example",
  "/users/..//evil.example",
  "/%2e//evil.example",
  "javascript:alert(1)",
  " /users",
])("another origin is not: %j", (url) => {
  expect(safeCallbackUrl(url)).toBe(defaultPage);
});

test.each(["/", "/sign-in", "/sign-in?callbackUrl=/x", "/choose-account", "/api/auth/signout", "/_next/x"])(
  "signing in does not lead to %s",
  (path) => {
    expect(safeCallbackUrl(path)).toBe(defaultPage);
  },
);

test("signing in without a destination leads to Home, and what browsers drop from an address is dropped", () => {
  expect(safeCallbackUrl(undefined)).toBe("/");
  expect(safeCallbackUrl("/users\u0000")).toBe("/users");
});

test("whatever comes out is on this origin", () => {
  const pieces = ["/", "\\", ".", "..", "%2e", "%2f", "%5c", "@", ":", "?", "#", "evil.example", "http:", "\t", " "];
  for (const a of pieces)
    for (const b of pieces)
      for (const c of pieces)
        for (const d of pieces) {
          const url = new URL(safeCallbackUrl(`/${a}${b}${c}${d}`), "https://ours.example");
          expect(url.origin).toBe("https://ours.example");
        }
});

test("the sign-in page leads back to a deep link", () => {
  expect(signInUrl("/users?q=a&page=2")).toBe("/sign-in?callbackUrl=%2Fusers%3Fq%3Da%26page%3D2");
  expect(signInUrl("/")).toBe("/sign-in");
});

import { expect, test } from "vitest";
import { invalidFilter, notFound, ScimError, scimErrorBody } from "./error.ts";

test("an error body carries its status as a string and the keyword of the RFC", () => {
  expect(scimErrorBody(invalidFilter("no"))).toEqual({
    schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
    status: "400",
    scimType: "invalidFilter",
    detail: "no",
  });
});

test("an error without a keyword has no scimType at all", () => {
  expect(scimErrorBody(notFound("gone"))).not.toHaveProperty("scimType");
  expect(notFound("gone")).toBeInstanceOf(ScimError);
});

import { expect, it } from "vitest";
import { failureOf } from "./failure.ts";

const codes = ["ETIMEDOUT", "EHOSTUNREACH", "ENOTFOUND", "EAI_AGAIN", "EPIPE", "25006", "25P03", "57P05", "ECONNRESET", "57P01"];

it.each(codes)("the database says %s: 503, trying again helps", (code) => {
  const { error, headers } = failureOf(Object.assign(new Error("x"), { code }), "r");
  expect(error.status).toBe(503);
  expect(headers["retry-after"]).toMatch(/^\d+$/);
});

it.each(["23505", "42P01", "ENOENT"])("%s is a bug: 500", (code) =>
  expect(failureOf(Object.assign(new Error("x"), { code }), "r").error.status).toBe(500),
);

import { DrizzleQueryError } from "drizzle-orm/errors";
import postgres from "postgres";
import { expect, test } from "vitest";
import { describeError, newLog } from "./log.ts";

const secret = "the-value-nobody-may-see";

test("an error of the database shows its code and constraint, no value and no message", () => {
  // the constructor wants a whole response of the server; these are the parts with values in them
  const cause = Object.assign(Object.create(postgres.PostgresError.prototype), {
    name: "PostgresError",
    message: `duplicate key ${secret}`,
    detail: `Key (email)=(${secret}) already exists.`,
    code: "23505",
    constraint_name: "identities_email_key",
    routine: "_bt_check_unique",
    stack: `PostgresError: duplicate key ${secret}\n    at somewhere`,
  });
  const error = new DrizzleQueryError("insert into identities values ($1)", [secret], cause);
  const described = describeError(error);
  expect(JSON.stringify(described)).not.toContain(secret);
  expect(described).toMatchObject({
    query: "insert into identities values ($1)",
    cause: { code: "23505", constraint_name: "identities_email_key", routine: "_bt_check_unique" },
  });
});

test("a text that could not be parsed is not quoted", () => {
  try {
    JSON.parse(`{"password": ${secret}}`);
  } catch (error) {
    expect(JSON.stringify(describeError(error))).not.toContain(secret.slice(0, 5));
  }
  expect.assertions(1);
});

test("a bug keeps its message and where it happened", () => {
  expect(describeError(new TypeError("x is not a function"))).toMatchObject({
    type: "TypeError",
    message: "x is not a function",
    stack: expect.stringContaining("log.test.ts"),
  });
});

test("what is thrown without being an error is not shown", () => {
  expect(describeError(secret)).toEqual({ type: "string" });
});

test("secrets of a request are not written down", () => {
  const lines: string[] = [];
  const headers = { authorization: secret, cookie: secret, "set-cookie": [secret], host: "a" };
  newLog("info", { write: (line) => lines.push(line) }).info({ request: { headers }, password: secret, form: { token: secret } });
  expect(lines.join()).not.toContain(secret);
  expect(lines.join()).toContain('"host":"a"');
});

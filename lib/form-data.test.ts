import { expect, test } from "vitest";
import { z } from "zod";
import { checkbox, fieldErrors, formInput, several, typedValues } from "./form-data.ts";

function form(entries: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

test("text loses the spaces around it, an empty field is absent", () => {
  const data = form([
    ["name", "  Entra ID "],
    ["email", " "],
    ["note", ""],
  ]);
  expect(formInput(data)).toEqual({ name: "Entra ID", email: undefined, note: undefined });
});

test("what no database can store is not there", () => {
  const data = form([
    ["name", "En\u0000tra \ud83d\ude00"],
    ["email", "\u0000 "],
  ]);
  expect(formInput(data)).toEqual({ name: "Entra \ud83d\ude00", email: undefined });
});

test("a box is ticked or it is not", () => {
  const schema = z.object({ on: checkbox, off: checkbox });
  expect(schema.parse(formInput(form([["on", "on"]])))).toEqual({ on: true, off: false });
});

test("a list is a list with none, one and two entries", () => {
  const schema = z.object({ ids: several(z.string()) });
  const ids = (...values: string[]) => schema.parse(formInput(form(values.map((value) => ["ids", value])))).ids;
  expect([ids(), ids("a"), ids("a", "b")]).toEqual([[], ["a"], ["a", "b"]]);
});

test("React's own fields are no input", () => {
  expect(formInput(form([["$ACTION_KEY", "x"]]))).toEqual({});
});

test("what was typed comes back, never a secret and never a file", () => {
  const data = form([
    ["name", " as typed "],
    ["password", "p"],
    ["newPassword", "p"],
    ["accessToken", "t"],
    ["clientSecret", "s"],
    ["$ACTION_KEY", "x"],
  ]);
  data.append("csv", new File(["a"], "a.csv"));
  expect(typedValues(data)).toEqual({ name: " as typed " });
});

test("the first message of a field wins, a message about the whole has no name", () => {
  const schema = z.object({ name: z.string().min(3, "too short").regex(/^x/, "starts with x") }).refine(() => false, "whole");
  const errors = (input: unknown) => fieldErrors(schema.safeParse(input).error ?? new z.ZodError([]));
  expect(errors({ name: "a" })).toEqual({ name: "too short", "": "whole" });
  expect(errors({ name: "xyz" })).toEqual({ "": "whole" });
});

import { z } from "zod";
import { withoutUnstorable } from "./utils.ts";

/** Next and React add fields of their own to a form with an action. */
const isOurs = (name: string) => !name.startsWith("$ACTION");

/**
 * A form as input of a zod schema: text without spaces around it, an empty field absent, a name used several times an array.
 * A box that is not ticked is absent already; see `checkbox`.
 */
export function formInput(form: FormData): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    if (!isOurs(name)) continue;
    const values = form
      .getAll(name)
      .map((value) => (typeof value === "string" ? withoutUnstorable(value).trim() || undefined : value));
    input[name] = values.length > 1 ? values.filter((value) => value !== undefined) : values[0];
  }
  return input;
}

/** Values as a form, for an action that a button calls with them. */
export function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

/** Ticked or not. */
export const checkbox = z
  .string()
  .optional()
  .transform((value) => value !== undefined);

/** A list that a form sends as one field per entry, also when there is one or none. */
export const several = <Entry extends z.ZodType>(entry: Entry) =>
  z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(entry));

const secret = /password|token|secret/i;

/** What was typed, to be shown again with its errors: text only, and never a secret. */
export function typedValues(form: FormData): Record<string, string> {
  const typed = [...form].flatMap(([name, value]) =>
    typeof value === "string" && isOurs(name) && !secret.test(name) ? [[name, value] as const] : [],
  );
  return Object.fromEntries(typed);
}

/** The first message of each field, by its name; "" collects what is about the form as a whole. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { path, message } of error.issues) fields[String(path[0] ?? "")] ??= message;
  return fields;
}

import { randomUUID } from "node:crypto";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { type CurrentAdmin, currentAdmin, mayActAs, type Role } from "./auth.ts";
import { AppError } from "./errors.ts";
import { fieldErrors, formInput, typedValues } from "./form-data.ts";
import { log } from "./log.ts";
import { t } from "./text.ts";

type Outcome = { ok: boolean; message?: string; fields?: Record<string, string>; values?: Record<string, string> };

/** What a form gets back: what went wrong and where, with what was typed; or `ok` and what the action made. */
export type ActionState<Result extends object = object> = Outcome & Partial<Result>;

type Options<Schema extends z.ZodType> = {
  /** "sub" for what every admin may do. */
  role: Role;
  schema: Schema;
};

/**
 * Makes a server action of the console, for `useActionState`: signed in, in that role, input checked, refusals told in words.
 * `fn` throws AppError to refuse; what it returns is merged into the state. Next runs an action only when the request's Origin
 * is our own host, so no form needs a CSRF token.
 */
export function adminAction<Schema extends z.ZodType, Result extends object = object>(
  options: Options<Schema>,
  fn: (admin: CurrentAdmin, input: z.output<Schema>) => Promise<Result> | Promise<void>,
) {
  // `run` answers an Outcome with what `fn` made, which is this type
  return (_state: ActionState<Result>, form: FormData) => run(options, fn, form) as Promise<ActionState<Result>>;
}

async function run<Schema extends z.ZodType>(
  { role, schema }: Options<Schema>,
  fn: (admin: CurrentAdmin, input: z.output<Schema>) => Promise<object> | Promise<void>,
  form: FormData,
): Promise<Outcome> {
  try {
    const admin = await currentAdmin({ touch: true });
    if (!admin) return refusal(form, t("Your session has ended. Sign in again in another tab, then repeat this here."));
    if (!mayActAs(admin, role)) return refusal(form, t("Only a Full admin can do this."));
    const parsed = await schema.safeParseAsync(formInput(form));
    if (!parsed.success) return refusal(form, undefined, fieldErrors(parsed.error));
    return { ok: true, ...(await fn(admin, parsed.data)) };
  } catch (error) {
    unstable_rethrow(error); // redirect() and notFound() travel as exceptions
    if (error instanceof AppError) return refusal(form, error.message, error.fields);
    return failure(form, error);
  }
}

/** A message that belongs to fields stands there, any other above the form. */
function refusal(form: FormData, message?: string, fields?: Record<string, string>): Outcome {
  return { ok: false, message: fields ? fields[""] : message, fields, values: typedValues(form) };
}

function failure(form: FormData, error: unknown): Outcome {
  const requestId = randomUUID().slice(0, 8);
  log().error({ requestId, err: error }, "an action failed");
  return refusal(
    form,
    t("Something went wrong on our side, and nothing was changed. If it happens again, report {requestId}.", { requestId }),
  );
}

import { z } from "zod";

const request = z.strictObject({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  /** Below the tenant URL, with the query as it is on the wire. */
  path: z.string().startsWith("/"),
  /** Beside `Authorization` and `Content-Type: application/scim+json`; null leaves a header out. */
  headers: z.record(z.string(), z.string().nullable()).optional(),
  /** Sent as JSON. */
  body: z.json().optional(),
  /** Sent as it is. */
  text: z.string().optional(),
});

const expectation = z.strictObject({
  /** One status, or those that the identity provider accepts alike. */
  status: z.union([z.int(), z.array(z.int())]),
  headers: z.record(z.string(), z.string()).optional(),
  /** See match.ts: what is not named is not looked at. */
  body: z.json().optional(),
  /** Text that must not occur anywhere in the answer. */
  bodyNot: z.array(z.string()).optional(),
});

/** Names for values of the answer, by path (`$.id`, `$.Resources.0.id`), used afterwards as `{{name}}`. */
const capture = z.record(z.string().regex(/^\w+$/), z.string().regex(/^\$(\.[^.]+)+$/));

/** Preparation has to succeed, but its answer is not the point. */
const preparation = z.strictObject({ request, capture: capture.optional() });
const step = z.strictObject({ request, expect: expectation, capture: capture.optional() });

/** One recorded exchange of an identity provider with its endpoint: one JSON file. */
export const exchangeSchema = z
  .strictObject({
    /** The rule that the exchange shows. */
    title: z.string().min(10),
    /** Where the exchange was seen, with the evidence mark. */
    source: z.string().min(2),
    idp: z.enum(["entra", "okta", "onelogin", "google", "jumpcloud", "ping"]),
    setup: z.array(preparation).optional(),
    request: request.optional(),
    expect: expectation.optional(),
    capture: capture.optional(),
    /** In place of one request: several at the same moment, and their statuses in ascending order. */
    together: z.array(request).min(2).optional(),
    statuses: z.array(z.int()).optional(),
    /** What the state is afterwards. */
    // biome-ignore lint/suspicious/noThenProperty: the file format's word; nobody awaits a parsed file
    then: z.array(step).optional(),
  })
  .refine(
    ({ request, expect, together, statuses }) =>
      together ? !!statuses && !request && !expect : !!request && !!expect && !statuses,
    "either request and expect, or together and statuses",
  );

export type Request = z.infer<typeof request>;
export type Expectation = z.infer<typeof expectation>;
export type Exchange = z.infer<typeof exchangeSchema>;

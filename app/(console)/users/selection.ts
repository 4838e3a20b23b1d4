import { z } from "zod";
import { parseTableQuery } from "#components/data-table/table-query.ts";
import type { PeopleSelection } from "#db/queries/people-selection.ts";
import { t } from "#lib/text.ts";
import { peopleFilter, usersQuery } from "./users-query.ts";

/** Enough for whom somebody ticks one by one. */
const ids = z.array(z.string()).max(10_000, t("Too many people are ticked. Select all that match instead."));

const sent = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("some"), ids }),
  z.object({ kind: z.literal("all"), except: ids, query: z.string().max(2000) }),
]);

const damaged = t("The selection did not arrive whole. Reload the page and select people again.");

/** The people that a form says are selected: a selection of the Users table as JSON, with the table's query string. */
export const selectionField = z.string(damaged).transform((text, context): PeopleSelection => {
  const parsed = sent.safeParse(parseJson(text));
  if (!parsed.success) {
    context.addIssue({ code: "custom", message: damaged });
    return z.NEVER;
  }
  const selection = parsed.data;
  if (selection.kind === "some") return { kind: "ids", ids: selection.ids };
  return { kind: "matching", filter: filterOf(selection.query), except: selection.except };
});

/** The filter that a query string of the Users table says. */
export const filterOf = (query: string) =>
  peopleFilter(parseTableQuery(Object.fromEntries(new URLSearchParams(query)), usersQuery));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

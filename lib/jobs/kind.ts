import type { Sql } from "../../db/client.ts";
import type { ItemResult, PendingItem, RunningJob } from "../../db/queries/jobs.ts";
import { t } from "../text.ts";

/**
 * What a kind of job does with one batch, in the transaction that keeps its results: all of it happens, or none. Says of every
 * item what came of it; throws only for what no item is to blame for.
 */
export type JobKind = (job: RunningJob, items: readonly PendingItem[], tx: Sql) => Promise<ItemResult[]>;

/** One result for each item, by the person it names. */
export const resultPerPerson = (
  items: readonly PendingItem[],
  resultOf: (userId: string) => Omit<ItemResult, "number">,
): ItemResult[] => items.map(({ number, userId }) => ({ number, ...resultOf(userId ?? "") }));

export const peopleOf = (items: readonly PendingItem[]): string[] => items.flatMap(({ userId }) => userId ?? []);

/** A text among the parameters that the kind was created with. */
export function parameter({ parameters, kind }: RunningJob, name: string): string {
  const value = parameters[name];
  if (typeof value !== "string") throw new Error(`a job of kind ${kind} needs ${name}`);
  return value;
}

export const optionalParameter = (job: RunningJob, name: string): string | undefined =>
  job.parameters[name] === undefined ? undefined : parameter(job, name);

export const gone = { outcome: "failed", message: t("This person is no longer in the account.") } as const;

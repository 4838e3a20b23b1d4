import type { Sql } from "../../db/client.ts";
import type { ItemResult, PendingItem, RunningJob } from "../../db/queries/jobs.ts";
import { assignLicense, lockLicenses } from "../../db/queries/license-changes.ts";
import { createPerson, readPeople, type StoredPerson, updatePerson } from "../../db/queries/people.ts";
import { importedValues } from "../../db/queries/people-import.ts";
import { AppError } from "../errors.ts";
import { type PersonField, type PersonValues, personFields } from "../person.ts";
import { canon } from "../scim/canon.ts";
import { t } from "../text.ts";
import { gone, type JobKind } from "./kind.ts";

type Result = Omit<ItemResult, "number">;

/** Applies the lines of a checked file: adds who is new, changes who is here, and gives the licenses that lines name. */
export const importPeopleKind: JobKind = async (job, items, tx) => {
  // all locks first and by id: one after the other in the order of the file would meet other writers the wrong way round
  const people = await readPeople(
    job,
    items.flatMap(({ userId }) => userId ?? []),
    tx,
    { lock: true },
  );
  const results: ItemResult[] = [];
  for (const item of items.toSorted(byUserName))
    results.push({ number: item.number, ...(await applyLine(job, item, people, tx)) });
  return withLicenses(job, items, results, tx);
};

async function applyLine(
  job: RunningJob,
  item: PendingItem,
  people: ReadonlyMap<string, StoredPerson>,
  tx: Sql,
): Promise<Result> {
  const values = valuesOf(item);
  if (item.userId === null) {
    const { outcome, id } = await createPerson(job, job.actor, values, tx);
    // added by somebody else since the file was checked: they get what the line says
    return outcome === "created" ? { outcome: "done", userId: id } : changePerson(job, id, values, tx);
  }
  const person = people.get(item.userId);
  return person ? changePerson(job, item.userId, importedValues(person, values), tx) : gone;
}

async function changePerson(job: RunningJob, id: string, values: PersonValues, tx: Sql): Promise<Result> {
  const { outcome, skipped } = await updatePerson(job, job.actor, id, values, { run: tx });
  const message = skipped.length > 0 ? { message: ownedMessage(skipped) } : {};
  switch (outcome) {
    case "updated":
      return { outcome: "done", userId: id, ...message };
    case "unchanged":
      return { outcome: "unchanged", userId: id, ...message };
    case "taken":
      return { outcome: "failed", userId: id, message: t("Somebody else has this user name.") };
    default:
      return gone;
  }
}

const ownedMessage = (skipped: readonly PersonField[]) =>
  t("{skipped}: your identity provider owns this, so it stayed.", { skipped: skipped.map(({ label }) => label).join(", ") });

const valuesOf = ({ input }: PendingItem): PersonValues =>
  Object.fromEntries(personFields.flatMap(({ key }) => (input?.[key] === undefined ? [] : [[key, input[key]]])));

/** The order in which everybody takes userNames who takes several: two who wait for each other would wait for ever. */
const byUserName = (one: PendingItem, other: PendingItem): number => Buffer.compare(nameBytes(one), nameBytes(other));
const nameBytes = ({ input }: PendingItem): Buffer => Buffer.from(canon(input?.userName ?? input?.email ?? ""));

/** Assigns each license once for all of the batch who get it, in the order of the file. */
async function withLicenses(
  job: RunningJob,
  items: readonly PendingItem[],
  results: ItemResult[],
  tx: Sql,
): Promise<ItemResult[]> {
  const resultOf = new Map(results.map((result) => [result.number, result]));
  const given = Map.groupBy(
    items.flatMap(({ number, input }) => {
      const result = resultOf.get(number);
      return input?.licenseId && result?.userId && result.outcome !== "failed" ? [{ poolId: input.licenseId, result }] : [];
    }),
    ({ poolId }) => poolId,
  );
  const everybody = [...given.values()].flat().flatMap(({ result }) => result.userId ?? []);
  await lockLicenses(job, [...given.keys()], everybody, tx);
  for (const [poolId, people] of given) {
    const refused = await assign(
      job,
      poolId,
      people.flatMap(({ result }) => result.userId ?? []),
      tx,
    );
    for (const { result } of people) Object.assign(result, refused ?? { outcome: "done" });
  }
  return results;
}

async function assign(job: RunningJob, poolId: string, userIds: string[], tx: Sql): Promise<Result | undefined> {
  try {
    await assignLicense(job, job.actor, poolId, userIds, "csv", tx);
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return { outcome: "failed", message: error.message };
    throw error;
  }
}

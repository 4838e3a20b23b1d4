import { AppError } from "../../lib/errors.ts";
import { isId, newId } from "../../lib/ids.ts";
import type { CsvLine } from "../../lib/people-csv.ts";
import { type PersonValues, personValues } from "../../lib/person.ts";
import { nameOf } from "../../lib/profile.ts";
import { canon } from "../../lib/scim/canon.ts";
import { t } from "../../lib/text.ts";
import { json, type Sql, sql } from "../client.ts";
import type { JobItem } from "../schema/jobs.ts";
import { personChange, readPeople, type StoredPerson } from "./people.ts";
import type { Scope } from "./scope.ts";

/** What a file is checked against: the licenses it may name. */
export type ImportLicense = { id: string; name: string };

/** A line with what applying it would do; `error`: nothing, for the reason in `message`. */
export type PlannedLine = Pick<JobItem, "number" | "userId" | "label" | "message"> & {
  input: Record<string, string>;
  plan: NonNullable<JobItem["plan"]>;
};

/** Begins an upload: a job that waits to be applied. Clears uploads of the account that nobody applied within a day. */
export async function createImport(scope: Scope, actor: { id: string }, fileName: string): Promise<string> {
  const id = newId();
  await sql()`delete from jobs
    where account_id = ${scope.accountId} and state = 'draft' and created_at < now() - interval '1 day'`;
  await sql()`
    insert into jobs (account_id, id, kind, title, parameters, created_by, state, total)
    values (${scope.accountId}, ${id}, 'people.import', ${t("Upload {fileName}", { fileName })}, '{}', ${actor.id}, 'draft', 0)`;
  return id;
}

/** Checks the next lines of a file against the account, and keeps them with what applying them would do. */
export async function addImportLines(
  scope: Scope,
  jobId: string,
  lines: readonly CsvLine[],
  licenses: readonly ImportLicense[],
): Promise<void> {
  const planned = await planLines(scope, lines, licenses);
  const errors = planned.filter(({ plan }) => plan === "error").length;
  const unchanged = planned.filter(({ plan }) => plan === "unchanged").length;
  await sql().begin(async (tx) => {
    await tx`
      insert into job_items (account_id, job_id, number, user_id, label, input, plan, outcome, message)
      select ${scope.accountId}, ${jobId}, l.number, l."userId", l.label, l.input, l.plan,
             case l.plan when 'error' then 'failed' when 'unchanged' then 'unchanged' end, l.message
        from jsonb_to_recordset(${json(planned)}::text::jsonb)
          l (number int, "userId" uuid, label text, input jsonb, plan text, message text)`;
    await tx`
      update jobs set total = total + ${planned.length}, done = done + ${errors + unchanged}, failed = failed + ${errors}
       where account_id = ${scope.accountId} and id = ${jobId}`;
  });
}

/** Takes an upload away that is not wanted, or whose file could not be read to its end. */
export async function discardImport({ accountId }: Scope, id: string): Promise<void> {
  if (isId(id)) await sql()`delete from jobs where account_id = ${accountId} and id = ${id} and state = 'draft'`;
}

/** Lets a checked upload begin. Throws conflict when it was applied or discarded before. */
export async function applyImport({ accountId }: Scope, actor: { id: string }, id: string): Promise<void> {
  const applied = isId(id)
    ? await sql()`
        update jobs set state = 'queued', created_by = ${actor.id}, due_at = now()
         where account_id = ${accountId} and id = ${id} and state = 'draft' returning id`
    : [];
  if (applied.length === 0) throw new AppError("conflict", t("This upload was applied or discarded meanwhile."));
}

/** How many lines of an upload would do what. */
export async function countPlans({ accountId }: Scope, id: string): Promise<Record<PlannedLine["plan"], number>> {
  const rows = await sql()<{ plan: PlannedLine["plan"]; lines: number }[]>`
    select plan, count(*)::int as lines from job_items where account_id = ${accountId} and job_id = ${id} group by plan`;
  const counts = { new: 0, changed: 0, unchanged: 0, error: 0 };
  for (const { plan, lines } of rows) counts[plan] = lines;
  return counts;
}

async function planLines(scope: Scope, lines: readonly CsvLine[], licenses: readonly ImportLicense[]): Promise<PlannedLine[]> {
  const found = await findPeople(scope, lines);
  const ids = [...new Set([...found.values()].flat())];
  const [people, licensed] = await Promise.all([readPeople(scope, ids), listLicensed(scope, ids)]);
  return lines.map((line) => planLine(line, found.get(line.line) ?? [], { people, licensed, licenses }));
}

/** Who of these people has, or waits for, which license: "person pool". */
async function listLicensed({ accountId }: Scope, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql()<{ user_id: string; pool_id: string }[]>`
    select user_id, pool_id from license_assignments
     where account_id = ${accountId} and user_id = any(${[...ids]}::uuid[]) and state <> 'dormant'`;
  return new Set(rows.map(({ user_id, pool_id }) => `${user_id} ${pool_id}`));
}

type Known = {
  people: ReadonlyMap<string, StoredPerson>;
  licensed: ReadonlySet<string>;
  licenses: readonly ImportLicense[];
};

function planLine(
  { line, values, license, problem }: CsvLine,
  ids: readonly string[],
  { people, licensed, licenses }: Known,
): PlannedLine {
  const [id] = ids;
  const person = id === undefined ? undefined : people.get(id);
  const given = license === undefined ? undefined : licenses.find(({ name }) => canon(name) === canon(license));
  const label = person ? nameOf(person.attributes) : nameOfLine(values);
  const input: Record<string, string> = { ...values, ...(given && { licenseId: given.id }) };
  const item = { number: line, userId: id ?? null, label: label.slice(0, 200), input };
  const error = (message: string): PlannedLine => ({ ...item, plan: "error", message });

  if (problem) return error(problem);
  if (license !== undefined && !given)
    return error(
      t("There is no license “{license}”. {licenses}", { license: license.slice(0, 60), licenses: licenseList(licenses) }),
    );
  if (ids.length > 1) return error(t("Unique ID, user name and e-mail of this line belong to different people."));
  if (!person) {
    if (values.email || values.userName)
      return { ...item, plan: "new", message: given ? t("Gets {given}.", { given: given.name }) : null };
    return error("Nobody has this unique ID. To add somebody, give an e-mail or a user name too.");
  }
  const { changes, skipped } = personChange(person, importedValues(person, values));
  const has = given && licensed.has(`${person.id} ${given.id}`);
  const message = [
    skipped.length > 0
      ? t("{skipped}: your identity provider owns this, so it stays.", {
          skipped: skipped.map((field) => field.label).join(", "),
        })
      : "",
    given ? (has ? t("Has {given} already.", { given: given.name }) : t("Gets {given}.", { given: given.name })) : "",
  ]
    .filter(Boolean)
    .join(" ");
  const plan = Object.keys(changes).length > 0 || (given && !has) ? "changed" : "unchanged";
  return { ...item, plan, message: message || null };
}

const nameOfLine = ({ displayName, firstName, lastName, email, userName, uniqueId }: PersonValues): string =>
  displayName ?? ([firstName, lastName].filter(Boolean).join(" ") || (email ?? userName ?? uniqueId ?? ""));

const licenseList = (licenses: readonly ImportLicense[]) =>
  licenses.length > 0
    ? t("Licenses are: {licenses}.", { licenses: licenses.map(({ name }) => name).join(", ") })
    : t("This account has no licenses.");

/** An address by which a line found somebody says nothing new when only its case differs. */
export function importedValues(person: Pick<StoredPerson, "attributes" | "unique_id">, values: PersonValues): PersonValues {
  const now = personValues(person.attributes, undefined);
  const imported = { ...values };
  for (const key of ["userName", "email"] as const) {
    if (imported[key] !== undefined && canon(imported[key]) === canon(now[key] ?? "")) delete imported[key];
  }
  return imported;
}

/**
 * Who each line is about: by unique ID, typed here or sent by an IdP, by user name, and by e-mail when neither is known.
 * More than one id: the line contradicts itself.
 */
export async function findPeople(
  { accountId }: Scope,
  lines: readonly Pick<CsvLine, "line" | "values">[],
  run: Sql = sql(),
): Promise<Map<number, string[]>> {
  const keys = lines.map(({ line, values }) => ({
    line,
    unique_id: values.uniqueId ?? null,
    user_name: values.userName || values.email ? canon(values.userName ?? values.email ?? "") : null,
    email: values.email ? canon(values.email) : null,
  }));
  const rows = await run<{ line: number; id: string; by_email: boolean }[]>`
    with keys as materialized (
      select * from jsonb_to_recordset(${json(keys)}::text::jsonb)
        k (line int, unique_id text, user_name text collate "C", email text))
    select k.line, u.id, false as by_email from keys k join users u
        on u.account_id = ${accountId} and left(u.unique_id, 255) = left(k.unique_id, 255) and u.unique_id = k.unique_id and u.deleted_at is null
    union
    select k.line, u.id, false from keys k
      join provisioning_links l on l.account_id = ${accountId} and left(l.external_id, 255) = left(k.unique_id, 255) collate "C"
       and l.external_id = k.unique_id collate "C" and l.deleted_at is null
      join users u on u.account_id = ${accountId} and u.id = l.user_id and u.deleted_at is null
    union
    select k.line, u.id, false from keys k join users u
        on u.account_id = ${accountId} and u.user_name_canon = k.user_name and u.deleted_at is null
    union
    select k.line, u.id, true from keys k cross join lateral (
      select id from users
       where account_id = ${accountId} and deleted_at is null and canonical @> jsonb_build_object(${accountId}::text,
         jsonb_build_object('emails', jsonb_build_array(jsonb_build_object('value', k.email))))
       limit 2) u
     where k.email is not null`;
  const found = new Map<number, string[]>();
  const note = ({ line, id }: { line: number; id: string }) => found.set(line, [...(found.get(line) ?? []), id]);
  for (const row of rows) if (!row.by_email) note(row);
  const known = new Set(found.keys());
  for (const row of rows) if (row.by_email && !known.has(row.line)) note(row);
  return found;
}

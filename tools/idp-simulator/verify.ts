import { differences } from "./idp.ts";
import { each } from "./pace.ts";
import type { Person } from "./people.ts";
import { count } from "./report.ts";
import { readPath } from "./resource.ts";
import { attempt, type Stage } from "./stage.ts";

/** Reads everybody back by filter and compares what was sent; then walks the import where the identity provider has one. */
export async function verify(stage: Stage, people: Person[]): Promise<void> {
  const provisioned = people.filter((person) => person.id !== undefined);
  let done = 0;
  await each(provisioned, stage.concurrency, async (person) => {
    await attempt(stage, person.userName, "verify", () => verifyPerson(stage, person));
    done += 1;
    stage.progress("verify", done, provisioned.length);
  });
  const { importAll } = stage.idp;
  if (importAll) await attempt(stage, "everybody", "import", async () => verifyImport(stage, await importAll(), provisioned));
}

async function verifyPerson({ idp, report }: Stage, person: Person): Promise<void> {
  const found = await idp.find("verify", person);
  const drift = (attribute: string, sent: unknown, actual: unknown) =>
    report.drift.push({ who: person.userName, attribute, sent, found: actual });
  if (person.deleted) {
    if (found !== undefined) drift("existence", "deleted", "found by filter");
  } else if (found === undefined) {
    drift("existence", "provisioned", "not found by filter");
  } else {
    if (found.id !== person.id) drift("id", person.id, found.id);
    for (const { path, from, to } of differences(idp.mappingOf(person), person, found)) drift(path, to, from);
  }
  count(report, "verified");
}

/** Everybody exactly once, and nobody twice. */
function verifyImport({ report }: Stage, resources: Record<string, unknown>[], people: Person[]): void {
  const times = Map.groupBy(resources, (resource) => readPath(resource, "id"));
  for (const [id, { length }] of times) {
    if (length > 1) report.drift.push({ who: String(id), attribute: "import", sent: "once", found: `${length} times` });
  }
  for (const person of people) {
    if (!person.deleted && !times.has(person.id)) {
      report.drift.push({ who: person.userName, attribute: "import", sent: "once", found: "not listed" });
    }
  }
}

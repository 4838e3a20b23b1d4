import { expectStatus } from "./client.ts";
import { groupDrift, personDrift } from "./compare.ts";
import { peopleByExternalId } from "./directory.ts";
import { type Group, nameOf } from "./groups.ts";
import { each } from "./pace.ts";
import type { Person } from "./people.ts";
import { count } from "./report.ts";
import { attempt, type Stage } from "./stage.ts";
import { unlisted, type Walk, walkDrift } from "./walk.ts";

/** Reads everybody back by filter and compares what was sent; then walks the import where the identity provider has one. */
export async function verify(stage: Stage, people: Person[]): Promise<void> {
  const provisioned = people.filter((person) => person.id !== undefined);
  await verifyEach(stage, provisioned, async (person) => {
    stage.report.drift.push(...personDrift(stage.idp, person, await stage.idp.find("verify", person)));
    count(stage.report, "verified");
  });
  const { importAll } = stage.idp;
  if (importAll) await attempt(stage, "everybody", "import", async () => verifyImport(stage, await importAll(), provisioned));
}

/** Reads groups back by id, with their members. */
export async function verifyGroups(stage: Stage, groups: Group[]): Promise<void> {
  const findPerson = peopleByExternalId(stage.directory);
  const pushed = groups.filter((group) => group.id !== undefined);
  await verifyEach(stage, pushed, async (group) => {
    const answer = expectStatus(await stage.client.send("verify group", "GET", `/Groups/${group.id}`), 200, 404);
    const found = answer.status === 200 ? answer.body : undefined;
    stage.report.drift.push(...groupDrift(stage.idp.groups, group, findPerson, found));
    count(stage.report, "groups verified");
  });
}

async function verifyEach<S extends Person | Group>(stage: Stage, subjects: S[], work: (subject: S) => Promise<void>) {
  let done = 0;
  await each(subjects, stage.concurrency, async (subject) => {
    await attempt(stage, nameOf(subject), "verify", () => work(subject));
    done += 1;
    stage.progress("verify", done, subjects.length);
  });
}

/** Everybody exactly once, and nobody twice. */
function verifyImport({ report }: Stage, imported: Walk, people: Person[]): void {
  report.drift.push(...walkDrift("/Users", imported));
  const present = people.filter(({ deleted }) => !deleted);
  report.drift.push(...unlisted(present, imported));
}

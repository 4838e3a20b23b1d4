import { changeEverything, changePerson } from "./change.ts";
import type { Outcome } from "./idp.ts";
import { each } from "./pace.ts";
import type { Person } from "./people.ts";
import { count } from "./report.ts";
import { attempt, type Stage } from "./stage.ts";
import { verify } from "./verify.ts";

export const scenarios = { "first-sync": firstSync, changes, leavers, "on-demand": onDemand };
export type ScenarioName = keyof typeof scenarios;

/** Connection test, everybody in scope, then managers; and a look at the result. */
async function firstSync(stage: Stage): Promise<void> {
  if (!(await connect(stage))) return;
  const people = peopleInScope(stage);
  await step(stage, "provision", people, stage.idp.provision);
  const { linkManager } = stage.idp;
  if (linkManager) {
    const managed = people.filter((person) => person.manager !== undefined);
    await step(stage, "managers", managed, linkManager);
  }
  await verify(stage, people);
}

/** A later cycle: every third person changed in the directory. */
async function changes(stage: Stage): Promise<void> {
  if (!(await connect(stage))) return;
  const { directory, idp } = stage;
  const people = peopleInScope(stage);
  await step(stage, "match", unknown(people), idp.provision); // the ids are lost after a restart
  directory.cycle += 1;
  const changed = people.filter((_, index) => index % 3 === 0);
  for (const [index, person] of changed.entries()) changePerson(person, index, people, directory);
  await step(stage, "update", changed, idp.provision);
  await verify(stage, changed);
}

/** Every tenth person leaves; of those every third returns, and every third is deleted where the identity provider deletes. */
async function leavers(stage: Stage): Promise<void> {
  if (!(await connect(stage))) return;
  const { idp, directory } = stage;
  const staff = peopleInScope(stage).filter((person) => person.active);
  const leaving = staff.filter((_, index) => index % 10 === directory.cycle % 10);
  await step(stage, "match", unknown(leaving), idp.provision);
  directory.cycle += 1;
  for (const person of leaving) person.active = false;
  await step(stage, "disable", leaving, idp.setActive);
  await verify(stage, leaving); // still readable, still found, active false

  const returning = leaving.filter((_, index) => index % 3 === 1);
  for (const person of returning) person.active = true;
  await step(stage, "enable", returning, idp.setActive);

  const { remove } = idp;
  if (remove) {
    const removed = leaving.filter((_, index) => index % 3 === 2);
    await step(stage, "delete", removed, async (person) => {
      const outcome = await remove(person);
      person.deleted = true;
      return outcome;
    });
  }
  await verify(stage, leaving);
}

/** Provision on demand: one person, changed once in each spelling of PATCH. */
async function onDemand(stage: Stage): Promise<void> {
  const [person] = peopleInScope(stage);
  if (person === undefined) return;
  const one = [person];
  for (const idp of stage.spellings) {
    await step(stage, "provision", one, idp.provision);
    stage.directory.cycle += 1;
    changeEverything(person, stage.directory);
    await step(stage, "update", one, idp.provision);
  }
  await verify(stage, one);
}

async function connect(stage: Stage): Promise<boolean> {
  return attempt(stage, "the connection", "test connection", stage.idp.testConnection);
}

function peopleInScope({ directory, defaultAccess, report }: Stage): Person[] {
  const present = directory.people.filter((person) => !person.deleted);
  const inScope = present.filter(({ assignment }) => defaultAccess === "send" || assignment === "User");
  if (present.length > inScope.length) report.counts.skipped = present.length - inScope.length;
  return inScope;
}

const unknown = (people: Person[]) => people.filter((person) => person.id === undefined);

/** Does `work` for everybody; what one person's failure says is reported, and the others go on. */
async function step(stage: Stage, name: string, people: Person[], work: (person: Person) => Promise<Outcome>): Promise<void> {
  let done = 0;
  await each(people, stage.concurrency, async (person) => {
    await attempt(stage, person.userName, name, async () => count(stage.report, await work(person)));
    done += 1;
    stage.progress(name, done, people.length);
  });
}

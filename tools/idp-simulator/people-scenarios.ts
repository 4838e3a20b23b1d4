import { changeEverything, changePerson } from "./change.ts";
import { leaveGroups } from "./directory.ts";
import { pushGroups } from "./group-scenarios.ts";
import type { Stage } from "./stage.ts";
import { connect, matchUnknown, peopleInScope, step } from "./steps.ts";
import { verify } from "./verify.ts";

/** Connection test, everybody in scope, then managers, then groups; and a look at the result. */
export async function firstSync(stage: Stage): Promise<void> {
  if (!(await connect(stage))) return;
  const people = peopleInScope(stage);
  await provisionAll(stage);
  await verify(stage, people);
}

/** Everybody in scope, then the managers, who exist by then, then the groups. */
export async function provisionAll(stage: Stage): Promise<void> {
  const people = peopleInScope(stage);
  await step(stage, "provision", people, stage.idp.provision);
  const { linkManager } = stage.idp;
  if (linkManager) {
    const managed = people.filter((person) => person.manager !== undefined);
    await step(stage, "managers", managed, linkManager);
  }
  await pushGroups(stage);
}

/** A later cycle: every third person changed in the directory. */
export async function changes(stage: Stage): Promise<void> {
  if (!(await connect(stage))) return;
  const { directory, idp } = stage;
  const people = peopleInScope(stage);
  await matchUnknown(stage, people);
  directory.cycle += 1;
  const changed = people.filter((_, index) => index % 3 === 0);
  for (const [index, person] of changed.entries()) changePerson(person, index, people, directory);
  await step(stage, "update", changed, idp.provision);
  await verify(stage, changed);
}

/** Every tenth person leaves; of those every third returns, and every third is deleted where the identity provider deletes. */
export async function leavers(stage: Stage): Promise<void> {
  if (!(await connect(stage))) return;
  const { idp, directory } = stage;
  const staff = peopleInScope(stage).filter((person) => person.active);
  const leaving = staff.filter((_, index) => index % 10 === directory.cycle % 10);
  await matchUnknown(stage, leaving);
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
      leaveGroups(directory, person);
      return outcome;
    });
  }
  await verify(stage, leaving);
}

/** Provision on demand: one person, changed once in each spelling of PATCH. */
export async function onDemand(stage: Stage): Promise<void> {
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

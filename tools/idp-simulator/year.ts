import { faker } from "@faker-js/faker/locale/en";
import { peopleByExternalId } from "./directory.ts";
import type { Group } from "./groups.ts";
import type { Outcome } from "./idp.ts";
import type { Person } from "./people.ts";
import { provisionAll } from "./people-scenarios.ts";
import { count } from "./report.ts";
import type { Stage } from "./stage.ts";
import { compareState, idsAtEndpoint } from "./state.ts";
import { connect, step } from "./steps.ts";
import { changeEvents } from "./year-changes.ts";
import { groupEvents } from "./year-groups.ts";
import { lifeEvents } from "./year-people.ts";
import { beginDay, type Event, newWorld, note, type World } from "./year-world.ts";

/**
 * A year in the life: everybody and every group, then day after day what the seed brings, each followed by a cycle. At the
 * end everything that the endpoint has must be what the directory says, and nothing else.
 */
export async function year(stage: Stage): Promise<void> {
  if (!(await connect(stage))) return;
  const before = await idsAtEndpoint(stage);
  await provisionAll(stage);
  const world = newWorld(stage, peopleByExternalId(stage.directory));
  for (let day = 1; day <= stage.days; day += 1) {
    beginDay(world);
    for (const [index, event] of [...lifeEvents, ...changeEvents].entries()) happen(world, event, index);
    for (const [index, event] of groupEvents.entries()) happen(world, event, 100 + index);
    await cycle(world);
  }
  stage.directory.cycle += 1;
  await compareState(stage, before, world.history);
}

/** Lets an event happen today to as many as its share of the year is; the rest of a fraction is left to chance. */
function happen<Subject extends Person | Group>(
  world: World,
  { name, perYear, of, happen }: Event<Subject>,
  index: number,
): void {
  const { directory, days, report } = world.stage;
  faker.seed([directory.seed, directory.cycle, world.day, index]);
  const share = (of(world).length * perYear) / days;
  const times = Math.floor(share) + (faker.number.float() < share % 1 ? 1 : 0);
  for (let time = 0; time < times; time += 1) {
    faker.seed([directory.seed, directory.cycle, world.day, index, time]);
    const subjects = of(world);
    if (subjects.length === 0) return;
    note(world, happen(world, faker.helpers.arrayElement(subjects)), name);
    report.happened[name] = (report.happened[name] ?? 0) + 1;
  }
}

/** What the identity provider does about a day: people first, then managers of newcomers, then groups. */
async function cycle({ stage, people, groups }: World): Promise<void> {
  const { idp } = stage;
  const newcomers = [...people.keys()].filter((person) => person.id === undefined && person.manager !== undefined);
  await step(stage, "people", [...people.keys()], async (person) => {
    const tasks = people.get(person);
    if (tasks?.has("remove")) return person.id === undefined ? undefined : idp.remove?.(person);
    if (tasks?.has("active") && person.id !== undefined) {
      const outcome = await idp.setActive(person);
      if (!tasks.has("provision")) return outcome;
      count(stage.report, outcome);
    }
    return idp.provision(person);
  });
  if (idp.linkManager) await step(stage, "managers", newcomers, idp.linkManager);
  await step(stage, "groups", [...groups.keys()], (group) => syncGroup(stage, group, groups.get(group)));
}

async function syncGroup({ idp }: Stage, group: Group, tasks: ReadonlySet<string> = new Set()): Promise<Outcome | undefined> {
  if (tasks.has("remove")) return idp.groups.remove(group);
  // Left behind on the same day: nobody pushes it any more.
  if (group.unlinked !== undefined) return undefined;
  return tasks.has("push now") ? idp.groups.pushNow?.(group) : idp.groups.push(group);
}

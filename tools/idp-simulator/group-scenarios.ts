import { faker } from "@faker-js/faker/locale/en";
import { type Group, groupName } from "./groups.ts";
import { count } from "./report.ts";
import type { Stage } from "./stage.ts";
import { connect, linkedGroups, matchUnknown, peopleInScope, step } from "./steps.ts";
import { verifyGroups } from "./verify.ts";

/** Pushes every group that is not there as the directory has it, and looks at the result. */
export async function pushGroups(stage: Stage): Promise<void> {
  const groups = linkedGroups(stage);
  await step(stage, "groups", groups, stage.idp.groups.push);
  await verifyGroups(stage, groups);
}

/** Push, rename, change members, and Push Now where the identity provider has that button. */
export async function groups(stage: Stage): Promise<void> {
  if (!(await begin(stage))) return;
  const { directory, idp } = stage;
  await pushGroups(stage);
  directory.cycle += 1;
  const changed = linkedGroups(stage).filter((_, index) => index % 3 < 2);
  for (const [index, group] of changed.entries()) changeGroup(stage, group, index);
  await step(stage, "update", changed, idp.groups.push);
  await verifyGroups(stage, changed);
  const { pushNow } = idp.groups;
  if (pushNow) await step(stage, "push now", linkedGroups(stage), pushNow);
  await verifyGroups(stage, linkedGroups(stage));
}

function changeGroup({ directory: { seed, cycle, people } }: Stage, group: Group, index: number): void {
  faker.seed([seed, cycle, index, 2]);
  if (index % 3 === 0) group.displayName = `${groupName(index)} ${faker.string.alpha(6)}`;
  if (index % 5 === 0) group.externalId = faker.string.uuid();
  const leaving = new Set(faker.helpers.arrayElements(group.members, Math.ceil(group.members.length / 4)));
  const joining = faker.helpers.arrayElements(people, 3).map(({ externalId }) => externalId);
  group.members = [...new Set([...group.members.filter((member) => !leaving.has(member)), ...joining])];
}

/** Every third group is no longer pushed, and deleted at the endpoint. */
export async function unlinkDelete(stage: Stage): Promise<void> {
  await unlink(stage, async (unlinked) => {
    await step(stage, "unlink", unlinked, async (group) => {
      const outcome = await stage.idp.groups.remove(group);
      group.unlinked = "deleted";
      return outcome;
    });
  });
}

/** Every third group is no longer pushed, and stays at the endpoint as it is: nothing is sent. */
export async function unlinkLeave(stage: Stage): Promise<void> {
  await unlink(stage, async (unlinked) => {
    for (const group of unlinked) group.unlinked = "left";
    count(stage.report, "groups left", unlinked.length);
  });
}

async function unlink(stage: Stage, end: (unlinked: Group[]) => Promise<void>): Promise<void> {
  if (!(await begin(stage))) return;
  await pushGroups(stage);
  const unlinked = linkedGroups(stage).filter((_, index) => index % 3 === 0);
  await end(unlinked);
  await verifyGroups(stage, [...unlinked, ...linkedGroups(stage)]);
}

async function begin(stage: Stage): Promise<boolean> {
  if (!(await connect(stage))) return false;
  await matchUnknown(stage, peopleInScope(stage));
  return true;
}

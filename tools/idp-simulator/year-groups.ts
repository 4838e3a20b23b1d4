import { faker } from "@faker-js/faker/locale/en";
import { type Group, generateGroup, groupName } from "./groups.ts";
import { newExternalId } from "./people.ts";
import { linkedGroups } from "./steps.ts";
import { askForGroup, type Event, type GroupTask, staff, type World } from "./year-world.ts";

const untouched = (world: World) => linkedGroups(world.stage).filter((group) => !world.groups.has(group));
/** All but the group of everybody, which no admin would give up. */
const teams = (world: World) => untouched(world).filter((group) => group !== world.stage.directory.groups[0]);
const left = (world: World) =>
  world.stage.idp.groups.relinks
    ? world.stage.directory.groups.filter((group) => group.unlinked === "left" && !world.groups.has(group))
    : [];

type Edit = (group: Group, world: World) => void;
const event = (name: string, perYear: number, of: Event<Group>["of"], task: GroupTask, edit: Edit = () => {}): Event<Group> => ({
  name,
  perYear,
  of,
  happen(world, group) {
    edit(group, world);
    return askForGroup(world, group, task);
  },
});

export const groupEvents: Event<Group>[] = [
  { name: "group created", perYear: 0.25, of: untouched, happen: create },
  event("group renamed", 0.4, untouched, "push", (group, { stage }) => {
    const index = stage.directory.groups.indexOf(group);
    group.displayName = `${groupName(index)} ${faker.string.alpha(6)}`;
  }),
  event("group got another id", 0.1, withExternalId, "push", (group, { stage }) => {
    group.externalId = newExternalId(stage.directory.idp);
  }),
  event("members came and went", 10, untouched, "push", (group, world) => {
    exchange(world, group, faker.number.int({ max: 3 }), faker.number.int({ max: 5 }));
  }),
  event("group reorganised", 0.5, teams, "push", (group, world) => {
    const half = Math.ceil(group.members.length / 2);
    exchange(world, group, half, half + 1);
  }),
  event("group emptied", 0.1, teams, "push", (group) => {
    group.members = [];
  }),
  event("push now", 1, (world) => (world.stage.idp.groups.pushNow ? untouched(world) : []), "push now"),
  event("group deleted", 0.08, teams, "remove", (group) => {
    group.unlinked = "deleted";
  }),
  {
    name: "group left behind",
    perYear: 0.08,
    of: teams,
    happen(_, group) {
      group.unlinked = "left"; // nothing is sent
      return group;
    },
  },
  event("group linked again", 1, left, "push", (group) => {
    group.unlinked = undefined;
    group.id = undefined;
    group.sent = undefined;
  }),
];

function withExternalId(world: World): Group[] {
  return world.stage.idp.groups.sendsExternalId ? untouched(world) : [];
}

function create(world: World): Group {
  const { directory } = world.stage;
  const group = generateGroup(directory, directory.groups.length, staff(world));
  directory.groups.push(group);
  return askForGroup(world, group, "push");
}

function exchange(world: World, group: Group, leaving: number, joining: number): void {
  const gone = new Set(faker.helpers.arrayElements(group.members, Math.min(leaving, group.members.length)));
  const people = staff(world).map(({ externalId }) => externalId);
  const newcomers = faker.helpers.arrayElements(people, Math.min(joining, people.length));
  group.members = [...new Set([...group.members.filter((member) => !gone.has(member)), ...newcomers])];
}

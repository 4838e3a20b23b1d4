import type { Of } from "./acts.ts";
import { everybody, known, type Lives, type Person, settleAll } from "./model.ts";

/** Rule 8: a configuration sees its own groups and hand-made ones; an admin sees all. */
export function isVisible(lives: Lives, name: string, configuration: string | undefined): boolean {
  const { owner } = known(lives.groups, name);
  return configuration === undefined || owner === configuration || owner === undefined;
}

/** Whom they may add: an IdP nobody it deleted. */
const canAdd = (configuration: string | undefined, person: Person): boolean =>
  person.deleted === undefined && (configuration === undefined || !person.links.get(configuration)?.deleted);

const membersOf = (lives: Lives, names: Iterable<string>): Person[] => {
  const wanted = new Set(names);
  return everybody(lives).filter(({ name }) => wanted.has(name));
};

export function makeGroup(lives: Lives, { group, configuration, members }: Of<"group">): string {
  const added = membersOf(lives, members).filter((person) => canAdd(configuration, person));
  const rows = added.map(({ name }): [string, boolean] => [name, configuration === undefined]);
  lives.groups.set(group, { owner: configuration, members: new Map(rows) });
  return "done";
}

/** A visible group's members change; an IdP's first write adopts it. */
export function changeMembers(lives: Lives, { group: name, configuration, add, remove, full }: Of<"members">): string {
  const group = known(lives.groups, name);
  const left = [...group.members].flatMap(([member, addedHere]) => {
    if (full) return add.includes(member) ? [] : [member];
    // of an IdP's group admins take out only those whom they added
    const may = configuration !== undefined || group.owner === undefined || addedHere;
    return remove.includes(member) && may ? [member] : [];
  });
  const came = membersOf(lives, add).filter((person) => canAdd(configuration, person) && !group.members.has(person.name));
  for (const member of left) group.members.delete(member);
  for (const { name: member } of came) group.members.set(member, configuration === undefined);
  if (configuration !== undefined) {
    group.owner = configuration;
    // whom the IdP names is its member from then on
    for (const member of add) if (group.members.has(member)) group.members.set(member, false);
  }
  settleAll(lives, membersOf(lives, left));
  settleAll(lives, came);
  return "done";
}

export function deleteGroup(lives: Lives, { group, configuration }: Of<"ungroup">): string {
  if (!isVisible(lives, group, configuration)) return "gone";
  const { owner, members } = known(lives.groups, group);
  if (configuration === undefined && owner !== undefined) return "conflict";
  lives.groups.delete(group);
  lives.rules = lives.rules.filter((rule) => rule.group !== group);
  settleAll(lives, membersOf(lives, members.keys()));
  return "done";
}

export function releaseGroup(lives: Lives, name: string): string {
  const group = known(lives.groups, name);
  if (group.owner === undefined) return "unchanged";
  group.owner = undefined;
  return "released";
}

export function addRule(lives: Lives, { rule, group, pool }: Of<"rule">): string {
  if (lives.rules.some((other) => other.group === group && other.pool === pool)) return "conflict";
  lives.rules.push({ rule, group, pool });
  settleAll(lives, membersOf(lives, known(lives.groups, group).members.keys()));
  return "done";
}

export function removeRule(lives: Lives, name: string): string {
  const rule = lives.rules.find((candidate) => candidate.rule === name);
  if (!rule) return "not_found";
  lives.rules = lives.rules.filter((other) => other !== rule);
  settleAll(lives, membersOf(lives, known(lives.groups, rule.group).members.keys()));
  return "done";
}

/** Of types that exclude each other the first rule decides, so the order concerns everybody. */
export function moveRule(lives: Lives, { rule: name, place }: Of<"order">): string {
  const rule = lives.rules.find((candidate) => candidate.rule === name);
  if (!rule) return "not_found";
  const others = lives.rules.filter((other) => other !== rule);
  lives.rules = [...others.slice(0, place - 1), rule, ...others.slice(place - 1)];
  settleAll(lives, everybody(lives));
  return "done";
}

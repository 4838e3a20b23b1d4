import type { Act, Of } from "./acts.ts";
import { addRule, changeMembers, deleteGroup, isVisible, makeGroup, moveRule, releaseGroup, removeRule } from "./apply-groups.ts";
import { decide, departed, forgetDeparture, snapshot } from "./apply-leaving.ts";
import { activate, assign, countInvited, giveBack, lift, resize, toFront } from "./apply-licenses.ts";
import {
  everybody,
  holderOf,
  inOrder,
  isActive,
  isLinked,
  isLinkedActive,
  known,
  type Lives,
  named,
  type Person,
  promote,
  settleAll,
} from "./model.ts";

/** Does to the model what happens; answers what whoever did it is told. */
export function apply(lives: Lives, act: Act): string {
  lives.acts++;
  switch (act.kind) {
    case "connect":
      lives.configurations.set(act.configuration, { pool: act.pool });
      return "done";
    case "disconnect":
      return disconnect(lives, act.configuration);
    case "post":
      return post(lives, act);
    case "patch":
      return patch(lives, act);
    case "delete":
      return deleteOverScim(lives, act);
    case "add":
      return addByHand(lives, act);
    case "dismiss":
      return dismiss(lives, act.people);
    case "restore":
      return restore(lives, known(lives.people, act.person));
    case "erase":
      return erase(lives, known(lives.people, act.person));
    case "suspend":
    case "unsuspend":
      return suspend(lives, act.people, act.kind === "suspend");
    case "assign":
      return assign(lives, act);
    case "return":
      return giveBack(lives, act);
    case "lift":
      return lift(lives, act);
    case "front":
      return toFront(lives, act);
    case "activate":
      return activate(lives, act);
    case "resize":
      return resize(lives, act);
    case "count":
      return countInvited(lives, act);
    case "group":
      return makeGroup(lives, act);
    case "members":
      return isVisible(lives, act.group, act.configuration) ? changeMembers(lives, act) : "gone";
    case "ungroup":
      return deleteGroup(lives, act);
    case "release":
      return releaseGroup(lives, act.group);
    case "rule":
      return addRule(lives, act);
    case "unrule":
      return removeRule(lives, act.rule);
    case "order":
      return moveRule(lives, act);
    case "percent":
      lives.percent = act.percent;
      return "done";
    case "decide":
      return decide(lives, act.resolution);
  }
}

export function newPerson(lives: Lives, name: string, userName: string, handMade: boolean): Person {
  const person: Person = {
    name,
    userName,
    handMade,
    suspended: false,
    deleted: undefined,
    links: new Map(),
    byAdmin: new Set(),
    excluded: new Set(),
    seats: new Map(),
    departure: undefined,
  };
  lives.people.set(name, person);
  return person;
}

/** Rule 6: the same profile again for the configuration that deleted it, under the same userName and an equal externalId. */
function post(lives: Lives, act: Of<"post">): string {
  const holder = holderOf(lives, act.userName);
  const revivable = everybody(lives).filter(({ userName, links }) => {
    const link = links.get(act.configuration);
    return userName === act.userName && link?.deleted && link.externalId === act.externalId;
  });
  if (holder && !revivable.includes(holder)) return "taken";
  const again = holder ?? newest(revivable);
  const person = again ?? newPerson(lives, act.person, act.userName, false);
  writeLink(lives, person, act.configuration, act.active, act.externalId);
  return `${again ? "revived" : "created"} ${person.name}`;
}

const newest = (people: readonly Person[]): Person | undefined =>
  people.toSorted((a, b) => (b.deleted ?? 0) - (a.deleted ?? 0))[0];

function patch(lives: Lives, act: Of<"patch">): string {
  const person = known(lives.people, act.person);
  const link = person.links.get(act.configuration);
  if (person.deleted !== undefined || link?.deleted) return "gone";
  const holder = act.userName === undefined ? undefined : holderOf(lives, act.userName);
  if (holder && holder !== person) return "taken";
  person.userName = act.userName ?? person.userName;
  // rule 2: with the active that it sends, else the one it was shown
  writeLink(lives, person, act.configuration, act.active ?? link?.active ?? isActive(person), link?.externalId);
  return "updated";
}

/** A configuration's write, which makes the link, or a deleted one live again. */
function writeLink(lives: Lives, person: Person, configuration: string, active: boolean, externalId: string | undefined): void {
  const before = snapshot(lives, person);
  const wasActive = isActive(person);
  const old = person.links.get(configuration);
  const wasLinkedActive = old !== undefined && !old.deleted && old.active;
  person.links.set(configuration, { active, deleted: false, externalId });
  person.deleted = undefined;
  const becomesActive = isActive(person) && !wasActive;
  if (wasActive && !isActive(person)) departed(lives, person, before);
  if (active && !wasLinkedActive) {
    if (isActive(person)) forgetDeparture(person);
    // rule 8: an exclusion ends when the IdP deactivates and reactivates
    const pool = known(lives.configurations, configuration).pool;
    if (old && pool) person.excluded.delete(pool);
    if (old && becomesActive) person.excluded.clear();
  }
  settleAll(lives, [person]);
}

function deleteOverScim(lives: Lives, act: Of<"delete">): string {
  const person = known(lives.people, act.person);
  if (person.deleted !== undefined || person.links.get(act.configuration)?.deleted) return "gone";
  const before = snapshot(lives, person);
  const wasActive = isActive(person);
  unlink(lives, person, act.configuration);
  if (wasActive && !isActive(person)) departed(lives, person, before);
  if (person.deleted !== undefined) forgetAll(lives, person);
  else
    for (const { owner, members } of lives.groups.values()) {
      if (owner === act.configuration) members.delete(person.name);
    }
  settleAll(lives, [person]);
  return "deleted";
}

/** Rule 6: a tombstone; a profile that nothing else holds disappears. */
function unlink(lives: Lives, person: Person, configuration: string): void {
  const externalId = person.links.get(configuration)?.externalId;
  person.links.set(configuration, { active: false, deleted: true, externalId });
  if (!person.handMade && !isLinked(person)) person.deleted = ++lives.clock;
}

/** Who is gone is in no group, and no admin gives them anything. */
function forgetAll(lives: Lives, person: Person): void {
  for (const { members } of lives.groups.values()) members.delete(person.name);
  person.byAdmin.clear();
}

function disconnect(lives: Lives, configuration: string): string {
  lives.configurations.delete(configuration);
  for (const group of lives.groups.values()) if (group.owner === configuration) group.owner = undefined;
  const left = everybody(lives).filter(({ links }) => links.get(configuration)?.deleted === false);
  for (const person of left) {
    unlink(lives, person, configuration);
    if (person.deleted !== undefined) forgetAll(lives, person);
  }
  settleAll(lives, left);
  return "done";
}

function addByHand(lives: Lives, { person, userName }: Of<"add">): string {
  const holder = holderOf(lives, userName);
  if (holder) return `exists ${holder.name}`;
  newPerson(lives, person, userName, true);
  return `created ${person}`;
}

/** Rule 8: who is provisioned is not removed by hand. */
function dismiss(lives: Lives, people: readonly string[]): string {
  const outcomes = named(lives, people).map((person) => {
    if (person.deleted !== undefined) return "gone";
    if (isLinked(person)) return "linked";
    person.handMade = false;
    person.deleted = ++lives.clock;
    forgetAll(lives, person);
    return "removed";
  });
  settleAll(lives, named(lives, people));
  return outcomes.join();
}

function restore(lives: Lives, person: Person): string {
  if (person.deleted === undefined) return "not_found";
  if (holderOf(lives, person.userName)) return "conflict";
  person.deleted = undefined;
  person.handMade = true;
  // a mass leave that waits for its decision may still give back all they had
  if (!person.departure?.massLeave) forgetDeparture(person);
  settleAll(lives, [person]);
  return "done";
}

function erase(lives: Lives, person: Person): string {
  if (person.deleted === undefined) return "not_found";
  lives.people.delete(person.name);
  promote(lives);
  return "done";
}

/** Rule 3. */
function suspend(lives: Lives, names: readonly string[], suspended: boolean): string {
  const people = inOrder(lives, names).filter((person) => person.suspended !== suspended);
  for (const person of people) {
    person.suspended = suspended;
    if (isActive(person) && isLinkedActive(person)) forgetDeparture(person);
  }
  settleAll(lives, people);
  return String(people.length);
}

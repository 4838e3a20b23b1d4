import { AppError } from "../../../lib/errors.ts";
import { isId, newId } from "../../../lib/ids.ts";
import { summarize } from "../../../lib/profile.ts";
import { canonicalCopy } from "../../../lib/scim/canon.ts";
import { noDelta } from "../../../lib/scim/membership.ts";
import { type UserResource, userType } from "../../../lib/scim/user.ts";
import { sql, violatedUnique } from "../../client.ts";
import { createConfiguration, deleteConfiguration } from "../../queries/configurations.ts";
import * as byHand from "../../queries/group-changes.ts";
import { addGroupRule, moveGroupRule, removeGroupRule } from "../../queries/group-rules.ts";
import * as groups from "../../queries/groups.ts";
import { activateInvitation } from "../../queries/invitations.ts";
import { assignLicense, liftExclusion, moveToFront, returnLicense, setCountsInvited } from "../../queries/license-changes.ts";
import { setPoolTotal } from "../../queries/licenses.ts";
import { findOpenMassLeave, resolveMassLeave, setMassLeavePercent } from "../../queries/mass-leaves.ts";
import { createPerson, removePeople } from "../../queries/people.ts";
import { erasePerson, restorePerson, suspendPeople, unsuspendPeople } from "../../queries/people-states.ts";
import type { ScimScope, Scope } from "../../queries/scope.ts";
import { createUser, deleteUser, findRevivable, findUser, type SeenUser, updateUser } from "../../queries/users.ts";
import { makeAccount, system } from "../../testing.ts";
import { type Act, type Of, poolNames, pools } from "./acts.ts";

/** An account in the database, and what is called how there. */
export type World = { scope: Scope; ids: Map<string, string>; names: Map<string, string>; at: number };

export async function newWorld(): Promise<World> {
  const scope = await makeAccount();
  const world: World = { scope, ids: new Map(), names: new Map(), at: 0 };
  for (const name of poolNames) call(world, name, (await setPoolTotal(scope, system, pools[name])).id);
  return world;
}

function call(world: World, name: string, id: string): void {
  world.ids.set(name, id);
  world.names.set(id, name);
}

/** What another process made is called by its id; a name that was never given is the id of nobody. */
const idOf = (world: World, name: string): string => world.ids.get(name) ?? (isId(name) ? name : newId());

export const nameOf = (world: World, id: string): string => world.names.get(id) ?? id;

const idsOf = (world: World, names: readonly string[]): string[] => names.map((name) => idOf(world, name));

const seenBy = (world: World, configuration: string): ScimScope => ({
  ...world.scope,
  configurationId: idOf(world, configuration),
});

/** Every act of an IdP has an instant of its own: they have an order. */
const stamp = (world: World) => {
  world.at = Math.max(world.at + 1, Date.now());
  return { activityId: newId(), at: new Date(world.at) };
};

/** Does it to the database, through the functions that screens and endpoint use; answers what whoever did it is told. */
export async function perform(world: World, act: Act): Promise<string> {
  try {
    return await run(world, act);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    if (violatedUnique(error) === "users_user_name_key") return "taken";
    throw error;
  }
}

async function run(world: World, act: Act): Promise<string> {
  const { scope } = world;
  const id = (name: string) => idOf(world, name);
  switch (act.kind) {
    case "connect": {
      const settings = { notificationEmail: undefined, notifyOnFailure: false, lifetime: "1y" as const };
      const pool = act.pool === undefined ? undefined : id(act.pool);
      const made = await createConfiguration(scope, system, { name: act.configuration, poolId: pool, ...settings });
      call(world, act.configuration, made.id);
      return "done";
    }
    case "disconnect":
      return done(deleteConfiguration(scope, system, id(act.configuration)));
    case "post":
      return post(world, act);
    case "patch":
      return patch(world, act);
    case "delete":
      return deleteUser(seenBy(world, act.configuration), { id: id(act.person), version: undefined, ...stamp(world) });
    case "add":
      return addByHand(world, act);
    case "dismiss":
      return (await removePeople(scope, { kind: "admin", id: newId() }, idsOf(world, act.people)))
        .map(({ outcome }) => outcome)
        .join();
    case "restore":
      return done(restorePerson(scope, system, id(act.person)));
    case "erase":
      return done(erasePerson(scope, system, id(act.person)));
    case "suspend":
      return String(await suspendPeople(scope, system, idsOf(world, act.people)));
    case "unsuspend":
      return String(await unsuspendPeople(scope, system, idsOf(world, act.people)));
    case "assign":
      return String(await assignLicense(scope, system, id(act.pool), idsOf(world, act.people)));
    case "return":
      return String(await returnLicense(scope, system, id(act.pool), idsOf(world, act.people)));
    case "lift":
      return done(liftExclusion(scope, system, id(act.pool), id(act.person)));
    case "front":
      return done(moveToFront(scope, system, id(act.pool), id(act.person)));
    case "activate":
      return activate(world, act);
    case "resize":
      return done(setPoolTotal(scope, system, { ...poolNamed(act.pool), total: act.total }));
    case "count":
      return done(setCountsInvited(scope, system, id(act.pool), act.invited));
    case "group":
      return makeGroup(world, act);
    case "members":
      return changeMembers(world, act);
    case "ungroup":
      return ungroup(world, act);
    case "release":
      return byHand.releaseGroup(scope, system, id(act.group));
    case "rule":
      call(world, act.rule, await addGroupRule(scope, system, { groupId: id(act.group), poolId: id(act.pool) }));
      return "done";
    case "unrule":
      return done(removeGroupRule(scope, system, id(act.rule)));
    case "order":
      return done(moveGroupRule(scope, system, id(act.rule), act.place));
    case "percent":
      return done(setMassLeavePercent(scope, system, act.percent));
    case "decide": {
      const open = await findOpenMassLeave(scope);
      return String(await resolveMassLeave(scope, system, open?.id ?? "", act.resolution));
    }
  }
}

async function done(doing: Promise<unknown>): Promise<string> {
  await doing;
  return "done";
}

function poolNamed(name: string) {
  const found = poolNames.find((candidate) => candidate === name);
  if (!found) throw new Error(`no pool is called ${name}`);
  return pools[found];
}

const profile = (userName: string) => {
  const attributes: UserResource = { userName };
  return { attributes, canonical: canonicalCopy(userType, attributes), summary: summarize(attributes) };
};

/** As the endpoint does: who is there already may be the same person again. */
async function post(world: World, act: Of<"post">): Promise<string> {
  const scope = seenBy(world, act.configuration);
  const user = { id: newId(), ...stamp(world), ...profile(act.userName), externalId: act.externalId, active: act.active };
  const outcome = await createUser(scope, user).catch((error: unknown) => {
    if (violatedUnique(error) === "users_user_name_key") return "taken";
    throw error;
  });
  if (outcome === "created") {
    call(world, act.person, user.id);
    return `created ${act.person}`;
  }
  const found = await findRevivable(scope, user.summary.userNameCanon, act.externalId);
  if (!found) return "taken";
  const result = await write(world, act.configuration, found, { ...act, revive: true });
  return result === "updated" ? `revived ${nameOf(world, found.id)}` : result;
}

async function patch(world: World, act: Of<"patch">): Promise<string> {
  const found = await findUser(seenBy(world, act.configuration), idOf(world, act.person));
  if (!found) return "gone";
  const { userName = found.attributes.userName, active = found.link?.active ?? found.active } = act;
  return write(world, act.configuration, found, { userName, active, externalId: found.link?.externalId, revive: false });
}

type Write = { userName: string; active: boolean; externalId: string | undefined; revive: boolean };

async function write(world: World, configuration: string, found: SeenUser, wanted: Write): Promise<string> {
  const { id, version, ownerId, owners } = found;
  const { userName, ...link } = wanted;
  const written = { id, version, ownerId, owners, kept: {}, action: "user.updated", changes: {} };
  const { outcome } = await updateUser(seenBy(world, configuration), {
    ...written,
    ...stamp(world),
    ...profile(userName),
    ...link,
  });
  return outcome;
}

async function addByHand(world: World, act: Of<"add">): Promise<string> {
  const { outcome, id } = await createPerson(world.scope, { kind: "admin", id: newId() }, { userName: act.userName });
  if (outcome === "created") call(world, act.person, id);
  return `${outcome} ${nameOf(world, id)}`;
}

async function activate(world: World, act: Of<"activate">): Promise<string> {
  const { accountId } = world.scope;
  const [poolId, userId] = [idOf(world, act.pool), idOf(world, act.person)];
  const [row] = await sql()<{ invitation_id: string | null }[]>`
    select invitation_id from license_assignments
     where account_id = ${accountId} and pool_id = ${poolId} and user_id = ${userId}`;
  return activateInvitation({ accountId, poolId, userId, invitationId: row?.invitation_id ?? newId() });
}

async function makeGroup(world: World, { group, configuration, members }: Of<"group">): Promise<string> {
  if (configuration === undefined) {
    call(world, group, await byHand.createGroup(world.scope, system, group));
    return "done";
  }
  const id = newId();
  const names = { displayName: group, externalId: undefined };
  await groups.createGroup(seenBy(world, configuration), { id, ...stamp(world), ...names, add: idsOf(world, members) });
  call(world, group, id);
  return "done";
}

async function changeMembers(world: World, { group, configuration, add, remove, full }: Of<"members">): Promise<string> {
  const id = idOf(world, group);
  const delta = { ...noDelta, add: idsOf(world, add), remove: idsOf(world, remove), full };
  if (configuration === undefined) {
    await byHand.addMembers(world.scope, system, id, delta.add);
    await byHand.removeMembers(world.scope, system, id, delta.remove);
    return "done";
  }
  const change = { id, version: undefined, ...stamp(world), displayName: undefined, externalId: undefined, members: delta };
  const { outcome } = await groups.updateGroup(seenBy(world, configuration), change);
  return outcome === "updated" || outcome === "unchanged" ? "done" : outcome;
}

async function ungroup(world: World, { group, configuration }: Of<"ungroup">): Promise<string> {
  const id = idOf(world, group);
  if (configuration === undefined) return done(byHand.deleteGroup(world.scope, system, { id, was: group }));
  const outcome = await groups.deleteGroup(seenBy(world, configuration), { id, version: undefined, ...stamp(world) });
  return outcome === "deleted" ? "done" : outcome;
}

import { expect, test } from "vitest";
import { newId } from "../../lib/ids.ts";
import { noDelta } from "../../lib/scim/membership.ts";
import { sql } from "../client.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, setActive } from "../testing.ts";
import { addMembers, releaseGroup, removeMembers } from "./group-changes.ts";
import { createGroup, deleteGroup, updateGroup } from "./groups.ts";
import type { ScimScope } from "./scope.ts";
import { deleteUser } from "./users.ts";

const operations = Number(process.env.RACE_OPERATIONS ?? 1000);

/** Any of them, by the numbers of a small generator, so that every run does the same to the same. */
function picker(seed: number) {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const one = (of: readonly string[]) => of[Math.floor(next() * of.length)] ?? "";
  return { next, one, some: (of: readonly string[], count: number) => Array.from({ length: count }, () => one(of)) };
}

const admin = { kind: "admin", id: newId() } as const;

/** Deleted by another operation meanwhile. */
const isGone = (error: Error) => expect(error).toMatchObject({ code: "not_found" });

const stamp = () => ({ activityId: newId(), at: new Date() });
const person = (scope: ScimScope) => makeUser(scope, { userName: newId() });

async function group(scope: ScimScope, add: string[]): Promise<string> {
  const id = newId();
  await createGroup(scope, { id, ...stamp(), displayName: id, externalId: undefined, add });
  return id;
}

async function numberOf(query: string, accountId: string): Promise<number | undefined> {
  const [row] = await sql().unsafe<{ count: number }[]>(query, [accountId]);
  return row?.count;
}

test(`${operations} mixed changes of groups and people, 32 at once: no deadlock, no circle, nobody who is gone`, async () => {
  const account = await makeAccount();
  const scope = await makeConfiguration(account, await makePool(account, 20));
  const users = await Promise.all(Array.from({ length: 60 }, () => person(scope)));
  const groups = await Promise.all(Array.from({ length: 12 }, () => group(scope, [])));
  const { next, one, some } = picker(7644);

  async function operate(): Promise<unknown> {
    const kind = next();
    const [id, user, add] = [one(groups), one(users), some(users, 5)];
    const change = (members: Partial<typeof noDelta>, displayName?: string) =>
      updateGroup(scope, {
        id,
        version: undefined,
        ...stamp(),
        displayName,
        externalId: undefined,
        members: { ...noDelta, ...members },
      });
    if (kind < 0.1) return addMembers(scope, admin, id, add).catch(isGone);
    if (kind < 0.15) return removeMembers(scope, admin, id, add).catch(isGone);
    if (kind < 0.17) {
      await releaseGroup(scope, admin, id).catch(isGone);
      groups[groups.indexOf(id)] = await group(scope, add);
      return undefined;
    }
    if (kind < 0.35) return change({ add, remove: some(users, 3).filter((member) => !add.includes(member)) });
    if (kind < 0.5) return change({ add: some(users, 30), full: true });
    if (kind < 0.65) return change({ add: [one(groups), user] });
    if (kind < 0.7) return change({}, newId());
    if (kind < 0.78) {
      await deleteGroup(scope, { id, version: undefined, ...stamp() });
      groups[groups.indexOf(id)] = await group(scope, [...add, one(groups)]);
      return undefined;
    }
    if (kind < 0.88) {
      await deleteUser(scope, { id: user, version: undefined, ...stamp() });
      users[users.indexOf(user)] = await person(scope);
      return undefined;
    }
    // deleted by another operation meanwhile
    return setActive(scope, user, next() < 0.5).catch((error: Error) => expect(error.message).toBe("no such user"));
  }

  let left = operations;
  const work = async () => {
    while (left-- > 0) await operate();
  };
  await Promise.all(Array.from({ length: 32 }, work));

  const inCircles = `with recursive below (top, id) as (
      select group_id, member_id from group_members where account_id = $1 and kind = 'group'
      union select b.top, m.member_id from below b join group_members m on m.account_id = $1 and m.group_id = b.id and m.kind = 'group')
    select count(*)::int from below where top = id`;
  const gone = `select count(*)::int from group_members m where account_id = $1
      and not exists (select from users u where u.account_id = $1 and u.id = m.member_id and u.deleted_at is null)
      and not exists (select from groups g where g.account_id = $1 and g.id = m.member_id)`;
  const orphans = `select count(*)::int from group_members m where account_id = $1
      and not exists (select from groups g where g.account_id = $1 and g.id = m.group_id)`;
  for (const query of [inCircles, gone, orphans]) expect([query, await numberOf(query, scope.accountId)]).toEqual([query, 0]);
}, 600_000);

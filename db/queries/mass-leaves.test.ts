import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { sql } from "../client.ts";
import { licensesOf } from "../testing/licensed.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, poolState, setActive, system } from "../testing.ts";
import { addMembers, createGroup } from "./group-changes.ts";
import { assignLicense, setCountsInvited } from "./license-changes.ts";
import { findOpenMassLeave, resolveMassLeave, setMassLeavePercent, settleCutOff } from "./mass-leaves.ts";
import { eraseExpired, erasePerson, restorePerson } from "./people-states.ts";
import type { ScimScope, Scope } from "./scope.ts";
import { recordRefusedSignOn } from "./single-sign-on.ts";
import { deleteUser, findUser } from "./users.ts";

let account: Scope;
let pool: string;
let idp: ScimScope;
beforeEach(async () => {
  account = await makeAccount();
  pool = await makePool(account, 30);
  idp = await makeConfiguration(account, pool);
});

async function people(count: number, scope = idp): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) ids.push(await makeUser(scope, { userName: newId() }));
  return ids;
}
const remove = (id: string, scope = idp) => deleteUser(scope, { id, version: undefined, activityId: newId(), at: new Date() });
const leave = async (ids: readonly string[]) => {
  for (const id of ids) await setActive(idp, id, false);
};
const of = (id: string) => licensesOf(account, id);
const rowsOf = async (ids: readonly string[]) => {
  const rows = await sql()`
    select u.id, u.active, u.deleted_at, array(select m.group_id from group_members m where m.account_id = u.account_id and m.member_id = u.id) as groups,
           array(select a.state || ' ' || a.sequence || ' ' || coalesce(a.activated_at::text, '') || coalesce(a.invitation_id::text, '') from license_assignments a where a.account_id = u.account_id and a.user_id = u.id) as licenses,
           array(select l.configuration_id || ' ' || l.active from provisioning_links l where l.account_id = u.account_id and l.user_id = u.id and l.deleted_at is null) as links
      from users u where u.account_id = ${account.accountId} and u.id = any(${[...ids]}::uuid[]) order by u.id`;
  return [...rows];
};

describe("a mass leave", () => {
  it("of more than 20 people and the account's share holds back what they had; access ends at once", async () => {
    const ids = await people(40);
    const waiter = ids[35] ?? "";
    await leave(ids.slice(0, 20));
    expect(await findOpenMassLeave(account)).toBeUndefined();
    // the first twenty passed their licenses on to the ten who waited, and left ten free
    expect(await of(waiter)).toEqual(["Advanced invited"]);
    await leave(ids.slice(20, 22));
    const open = await findOpenMassLeave(account);
    expect(open).toMatchObject({ people: 22, held: 12, passedOn: 10, configurations: ["Test"] });
    expect(await of(ids[21] ?? "")).toEqual(["Advanced held"]);
    expect(await poolState(account, pool)).toMatchObject({ invited: 18, held: 12, waiting: 0 });
    const [late = ""] = await people(1);
    expect(await of(late)).toEqual(["Advanced waiting 1"]);
    expect((await findUser(idp, ids[21] ?? ""))?.active).toBe(false);
  });

  it("tells as passed on what others have by now, also of what an admin gave, and no invitation that used nothing", async () => {
    await setCountsInvited(account, system, pool, false);
    for (const id of await people(22)) await setActive(idp, id, false);
    const open = await findOpenMassLeave(account);
    expect(open).toMatchObject({ people: 22, held: 0, passedOn: 0 });
    await resolveMassLeave(account, system, open?.id ?? "", "released");

    const plus = await makePool(account, 22, "Advanced Plus");
    const dataOnly = await makeConfiguration(account);
    const given = await people(27, dataOnly);
    await assignLicense(account, system, plus, given);
    for (const id of given.slice(0, 22)) await setActive(dataOnly, id, false);
    expect(await findOpenMassLeave(account)).toMatchObject({ people: 22, held: 17, passedOn: 5 });
  });

  it("writes a pool once when it begins, however many left before: the call that makes it one is answered in time", async () => {
    const ids = await people(30);
    await setMassLeavePercent(account, system, 0);
    await leave(ids.slice(0, 22));
    await setMassLeavePercent(account, system, 10);
    const [accountId, last = ""] = [account.accountId, ids[22]];
    const writes = await sql().begin(async (tx) => {
      // counted since the connection last reported them
      const counted = async () => {
        const [row] =
          await tx`select n_tup_upd::int as pools from pg_stat_xact_user_tables where relid = 'license_pools'::regclass`;
        return row?.pools;
      };
      const before = await counted();
      await tx`select departure_record(${accountId}, ${last}, ${idp.configurationId}, person_snapshot(${accountId}, ${last}), now())`;
      return (await counted()) - before;
    });
    expect(writes).toBe(1);
    expect(await poolState(account, pool)).toMatchObject({ invited: 8, held: 22 });
  });

  it("is restored whole: people, licenses and groups exactly as before, also of those who were deleted", async () => {
    const ids = await people(25);
    const group = await createGroup(account, system, "Everybody");
    await addMembers(account, system, group, ids);
    await sql()`select license_activate(account_id, pool_id, user_id, invitation_id, now()) from license_assignments
      where account_id = ${account.accountId} and user_id = any(${ids.slice(0, 24)}::uuid[])`;
    const before = await rowsOf(ids);
    await leave(ids.slice(0, 12));
    for (const id of ids.slice(12, 24)) await remove(id);
    await remove(ids[0] ?? "");
    const open = await findOpenMassLeave(account);
    expect(open).toMatchObject({ people: 24, held: 24, passedOn: 0 });
    expect(await of(ids[3] ?? "")).toEqual(["Advanced held"]);
    expect(await resolveMassLeave(account, system, open?.id ?? "", "restored")).toBe(24);
    expect(await rowsOf(ids)).toEqual(before);
    expect(await of(ids[0] ?? "")).toEqual(["Advanced activated"]);
    await expect(resolveMassLeave(account, system, open?.id ?? "", "restored")).rejects.toMatchObject({ code: "conflict" });
  });

  it("is released: what was held passes to who waits, in order", async () => {
    const ids = await people(52);
    await leave(ids.slice(0, 22));
    const open = await findOpenMassLeave(account);
    // 30 licenses; the 22 who waited got one while the first 20 left
    expect(open).toMatchObject({ people: 22, held: 2, passedOn: 20 });
    expect(await of(ids[50] ?? "")).toEqual(["Advanced waiting 1"]);
    await resolveMassLeave(account, system, open?.id ?? "", "released");
    expect([await of(ids[50] ?? ""), await of(ids[0] ?? ""), await of(ids[21] ?? "")]).toEqual([["Advanced invited"], [], []]);
    expect(await findOpenMassLeave(account)).toBeUndefined();
  });

  it("gives somebody whom the IdP reactivates their own license back, and does not count them", async () => {
    const ids = await people(25);
    await leave(ids.slice(0, 21));
    await setActive(idp, ids[20] ?? "", true);
    expect(await of(ids[20] ?? "")).toEqual(["Advanced invited"]);
    expect(await findOpenMassLeave(account)).toMatchObject({ people: 20, held: 20 });
  });

  it("restored where a userName was taken meanwhile leaves that one person gone, and returns the seat", async () => {
    const ids = await people(24);
    for (const id of ids.slice(0, 22)) await remove(id);
    const [row] = await sql()`select user_name from users where account_id = ${account.accountId} and id = ${ids[0] ?? ""}`;
    const other = await makeUser(idp, { userName: row?.user_name }, { externalId: "somebody else" });
    const open = await findOpenMassLeave(account);
    await resolveMassLeave(account, system, open?.id ?? "", "restored");
    expect([await of(ids[0] ?? ""), await of(ids[1] ?? ""), await of(other)]).toEqual([
      [],
      ["Advanced invited"],
      ["Advanced invited"],
    ]);
  });

  it("who waited waits again at the old place", async () => {
    const ids = await people(40);
    await leave([...ids.slice(31, 36), ...ids.slice(0, 16)]);
    const open = await findOpenMassLeave(account);
    await resolveMassLeave(account, system, open?.id ?? "", "restored");
    const order = await Promise.all(ids.map(of));
    expect(
      order
        .slice(31, 36)
        .flat()
        .every((state) => state.startsWith("Advanced waiting")),
    ).toBe(true);
    expect(await poolState(account, pool)).toMatchObject({ invited: 30, held: 0, waiting: 10 });
  });

  it("needs the share too, is off at 0, and what was decided but cut off ends at the next start", async () => {
    await setMassLeavePercent(account, system, 50);
    await expect(setMassLeavePercent(account, system, 101)).rejects.toMatchObject({ code: "invalid" });
    const ids = await people(60);
    await leave(ids.slice(0, 30));
    expect(await findOpenMassLeave(account)).toBeUndefined();
    await leave(ids.slice(30, 31));
    const open = await findOpenMassLeave(account);
    await sql()`select mass_leave_close(${account.accountId}, ${open?.id ?? ""}, 'released', null, now())`;
    while (await settleCutOff());
    expect(await poolState(account, pool)).toMatchObject({ held: 0, waiting: 0 });
    await setMassLeavePercent(account, system, 0);
    await leave(ids.slice(31));
    expect(await findOpenMassLeave(account)).toBeUndefined();
  });

  it("two hundred leaving at once are one mass leave, and nobody's license is lost", async () => {
    const big = await makePool(account, 200, "Advanced Plus");
    const scope = await makeConfiguration(account, big);
    const ids = await Promise.all(Array.from({ length: 200 }, () => makeUser(scope, { userName: newId() })));
    await Promise.all(ids.map((id) => setActive(scope, id, false)));
    expect(await findOpenMassLeave(account)).toMatchObject({ people: 200, held: 200 });
    expect(await of(ids[0] ?? "")).toEqual(["Advanced Plus held"]);
    const rows = await sql()`select from mass_leaves where account_id = ${account.accountId}`;
    expect(rows.length).toBe(1);
  });
});

describe("a deleted person", () => {
  it("is restored by an admin as one made by hand, unless the userName was taken", async () => {
    const [ada = ""] = await people(1);
    await remove(ada);
    await restorePerson(account, system, ada);
    expect(await of(ada)).toEqual([]);
    expect(await findUser(idp, ada)).toBeUndefined();
    await expect(restorePerson(account, system, ada)).rejects.toMatchObject({ code: "not_found" });
    const bob = await makeUser(idp, { userName: "bob" });
    await remove(bob);
    await makeUser(idp, { userName: "BOB" }, { externalId: "another bob" });
    await expect(restorePerson(account, system, bob)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("has this user name"),
    });
  });

  it("is erased on request and after 30 days: nothing they were called stays anywhere", async () => {
    const name = `n${newId()}`;
    const ada = await makeUser(idp, { userName: name, emails: [{ value: `${name}@example.com` }] });
    await expect(erasePerson(account, system, ada)).rejects.toMatchObject({ code: "not_found" });
    await sql()`insert into scim_requests (account_id, id, configuration_id, token_id, at, kind, method, path, status, detail, sent)
      values (${account.accountId}, ${newId()}, ${idp.configurationId}, ${newId()}, now(), 'failure', 'POST', '/Users', 409,
        ${`The userName "${name}" is taken.`}, ${JSON.stringify({ userName: name })}::text::jsonb)`;
    const job = newId();
    await sql()`insert into jobs (account_id, id, kind, title, parameters, created_by, state, total)
      values (${account.accountId}, ${job}, 'people.import', 'Upload', '{}', ${newId()}, 'done', 2)`;
    await sql()`insert into job_items (account_id, job_id, number, user_id, label, input, outcome, message)
      select ${account.accountId}, ${job}, n, case n when 1 then ${ada}::uuid end, ${name}, ${JSON.stringify({ email: `${name}@example.com` })}::text::jsonb,
             'failed', ${`${name} is taken`} from generate_series(1, 2) n`;
    await recordRefusedSignOn(account, { email: `${name.toUpperCase()}@Example.com`, told: "You are no admin.", last: false });
    await remove(ada);
    await sql()`update users set deleted_at = now() - interval '29 days' where account_id = ${account.accountId} and id = ${ada}`;
    await eraseExpired(1000);
    expect((await rowsOf([ada])).length).toBe(1);
    await sql()`update users set deleted_at = now() - interval '31 days' where account_id = ${account.accountId} and id = ${ada}`;
    await eraseExpired(1000);
    for (const table of ["users", "activity", "scim_requests", "provisioning_links", "departures", "jobs", "job_items"]) {
      const left =
        await sql()`select from ${sql()(table)} t where account_id = ${account.accountId} and to_jsonb(t)::text ilike ${`%${name}%`}`;
      expect([table, left.length]).toEqual([table, 0]);
    }
    const history =
      await sql()`select action from activity where account_id = ${account.accountId} and subject_id = ${ada} order by id`;
    expect(history.map(({ action }) => action)).toEqual(["user.created", "user.deleted", "user.erased"]);
  });
});

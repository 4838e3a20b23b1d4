import { beforeEach, expect, it } from "vitest";
import { dayOf } from "../../lib/day-range.ts";
import { newId } from "../../lib/ids.ts";
import { enterpriseSchema } from "../../lib/scim/user.ts";
import { sql } from "../client.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, setActive, system } from "../testing.ts";
import { addMembers, createGroup } from "./group-changes.ts";
import {
  findPresent,
  listBreakdown,
  listLicenseDays,
  listPeopleDays,
  listSyncConfigurations,
  listSyncDays,
} from "./reporting.ts";
import type { ScimScope, Scope } from "./scope.ts";
import { deleteUser } from "./users.ts";

let account: Scope;
let idp: ScimScope;
const today = dayOf(Date.now());
const range = { from: today, to: today };

beforeEach(async () => {
  account = await makeAccount();
  idp = await makeConfiguration(account, await makePool(account, 2));
});

const person = (department?: string, locality?: string) =>
  makeUser(idp, {
    userName: newId(),
    ...(locality && { addresses: [{ type: "Work", locality }] }),
    ...(department && { [enterpriseSchema]: { department } }),
  });

it("a day tells who came and left, which licenses were taken, and what was synced and failed; of this account alone", async () => {
  const [ada, , eve] = [await person(), await person(), await person()];
  await setActive(idp, ada, false);
  await deleteUser(idp, { id: eve, version: undefined, activityId: newId(), at: new Date() });
  await sql()`insert into scim_requests (account_id, id, configuration_id, token_id, at, kind, method, path, status)
    values (${account.accountId}, ${newId()}, ${idp.configurationId}, ${newId()}, now(), 'failure', 'POST', '/Users', 409)`;
  expect(await listPeopleDays(account, range)).toEqual([{ day: today, came: 3, left: 1 }]);
  // two taken, one passed on to who waited, who then left
  expect(await listLicenseDays(account, range)).toEqual([{ day: today, used: 1, activated: 0 }]);
  expect(await listSyncDays(account, range)).toEqual([{ day: today, changes: 5, failures: 1 }]);
  expect(await listSyncConfigurations(account, range)).toMatchObject([{ name: "Test", changes: 5, failures: 1 }]);
  expect(await findPresent(account)).toEqual({
    ...{ people: 2, active: 1, used: 1, activated: 0, waiting: 0, invited: 1, total: 2 },
  });
  const other = await makeAccount();
  expect([await listPeopleDays(other, range), await listSyncDays(other, range), (await findPresent(other)).people]).toEqual([
    [],
    [],
    0,
  ]);
});

it("people are counted by department, location and group, with their licenses", async () => {
  const [ada, bob] = [await person("Sales", "Oslo"), await person("Sales")];
  await person("IT", "Oslo");
  await addMembers(account, system, await createGroup(account, system, "Everybody"), [ada, bob]);
  const row = (label: string, people: number, licensed: number) => ({ label, people, active: people, licensed, activated: 0 });
  expect(await listBreakdown(account, "department", 10)).toEqual([row("Sales", 2, 2), row("IT", 1, 0)]);
  expect(await listBreakdown(account, "location", 10)).toEqual([row("Oslo", 2, 1), row("", 1, 1)]);
  expect(await listBreakdown(account, "group", 10)).toEqual([row("Everybody", 2, 2), row("", 1, 0)]);
  expect(await listBreakdown(account, "department", 1)).toHaveLength(1);
});

import { expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { sql } from "../client.ts";
import { licensesOf } from "../testing/licensed.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, setActive, system } from "../testing.ts";
import { addGroupRule } from "./group-rules.ts";
import { createGroup, updateGroup } from "./groups.ts";
import { assignLicense, returnLicense } from "./license-changes.ts";

/** A group with two license rules, and three people of every kind that a rule may meet. */
async function makeWorld() {
  const account = await makeAccount();
  const advanced = await makePool(account, 100, "Advanced");
  const plus = await makePool(account, 100, "Advanced Plus"); // excludes Advanced
  const core = await makePool(account, 100, "Core");
  const scope = await makeConfiguration(account);
  const assigning = await makeConfiguration(account, advanced);
  const give = (poolId: string, id: string) => assignLicense(account, system, poolId, [id]);
  const kinds = [
    async () => {}, // nothing yet
    (id: string) => give(core, id),
    (id: string) => give(plus, id),
    (id: string) => give(advanced, id),
    async (id: string) => {
      await give(advanced, id);
      await returnLicense(account, system, advanced, [id]); // by a rule they would have it again, but for the exclusion
    },
    (id: string) => setActive(scope, id, false),
  ];
  const people: string[] = [];
  for (const [index, prepare] of [...kinds, ...kinds, ...kinds].entries()) {
    const id = await makeUser(scope, { userName: `p${index}` });
    await prepare(id);
    people.push(id, await makeUser(assigning, { userName: `a${index}` }));
  }
  const groupId = newId();
  const at = () => ({ activityId: newId(), at: new Date() });
  await createGroup(scope, { id: groupId, ...at(), displayName: "Sales", externalId: undefined, add: [] });
  for (const poolId of [plus, advanced]) await addGroupRule(account, system, { groupId, poolId });
  const change = async (members: { add: string[]; remove: string[] }) => {
    const names = { displayName: undefined, externalId: undefined, version: undefined };
    await updateGroup(scope, { id: groupId, ...at(), ...names, members: { ...members, full: false } });
  };
  return { account, people, change };
}

type World = Awaited<ReturnType<typeof makeWorld>>;

/** What everybody has, and what the log says of them. */
async function picture({ account, people }: World) {
  const licenses = [];
  for (const id of people) licenses.push(await licensesOf(account, id));
  const log = await sql()<{ place: number; action: string; states: string }[]>`
    select array_position(${people}::uuid[], subject_id) as place, action,
           (select string_agg(concat_ws('→', c->>'before', c->>'after'), ', ' order by c->>'before', c->>'after')
              from jsonb_array_elements(case jsonb_typeof(license) when 'array' then license else jsonb_build_array(license) end) c) as states
      from activity where account_id = ${account.accountId} and action in ('license.assigned', 'license.returned')
     order by 1, 2, 3`;
  return { licenses, log: [...log] };
}

it("who comes to a group with license rules and leaves it together has what they have who come and leave one by one", async () => {
  const [together, apart] = [await makeWorld(), await makeWorld()];
  await together.change({ add: together.people, remove: [] });
  for (const id of apart.people) await apart.change({ add: [id], remove: [] });
  expect(await picture(together)).toEqual(await picture(apart));

  await together.change({ add: [], remove: together.people });
  for (const id of apart.people) await apart.change({ add: [], remove: [id] });
  expect(await picture(together)).toEqual(await picture(apart));
});

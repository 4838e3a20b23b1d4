import type { Command } from "commander";
import { invitationLink } from "#db/queries/invitations.ts";
import { assignLicense, returnLicense } from "#db/queries/license-changes.ts";
import { listUserLicenses } from "#db/queries/licenses.ts";
import { publicOrigin } from "#lib/origin.ts";
import { accountOf, accountOption, addCommand, facts, operator, table } from "../command.ts";
import { findPerson, findPool, instanceOption, licenseOption, type PoolOptions } from "../named.ts";

type Options = PoolOptions & { account: string };

export function licenseCommands(program: Command): void {
  const license = program.command("license").description("licenses of people");
  const add = <More>(
    parent: Command,
    usage: string,
    description: string,
    run: (options: Options & More, ...args: string[]) => Answer,
  ) =>
    addCommand<Options & More>(parent, usage, description, run)
      .requiredOption(...accountOption)
      .requiredOption(...instanceOption)
      .requiredOption(...licenseOption);

  add(license, "assign <person...>", "assign a license to people, by user name or id; when none is left they wait", assign);
  add<{ why?: string }>(license, "return <person...>", "take a license, or the place in the line, back", giveBack).option(
    "--why <reason>",
    "kept with the exclusion that blocks what would give it again",
  );

  const invitation = program.command("invitation").description("invitations to activate a license");
  add(invitation, "link <person>", "the link by which somebody activates a license", link);
}

type Answer = Promise<{ json: unknown; text: string }>;

/** Everybody is looked for before anything changes. */
async function named(options: Options, given: string[]) {
  const scope = await accountOf(options);
  const pool = await findPool(scope, options);
  const people = [];
  for (const text of given) people.push(await findPerson(scope, text));
  return { scope, pool, people, ids: people.map(({ id }) => id) };
}

/** What they have now. */
async function standing({ scope, pool, people, ids }: Awaited<ReturnType<typeof named>>) {
  const licenses = await listUserLicenses(scope, ids);
  return people.map(({ id, name, userName }) => {
    const license = licenses.find(({ userId, poolId }) => userId === id && poolId === pool.id);
    return { id, name, userName, license: license?.state ?? "none", position: license?.position };
  });
}

async function assign(options: Options, ...given: string[]): Answer {
  const asked = await named(options, given);
  await assignLicense(asked.scope, operator, asked.pool.id, asked.ids);
  const people = await standing(asked);
  return { json: people, text: table(people, "Nobody.") };
}

async function giveBack(options: Options & { why?: string }, ...given: string[]): Answer {
  const asked = await named(options, given);
  await returnLicense(asked.scope, operator, asked.pool.id, asked.ids, options.why);
  const people = await standing(asked);
  return { json: people, text: table(people, "Nobody.") };
}

async function link(options: Options, given: string): Answer {
  const { scope, pool, people } = await named(options, [given]);
  const [person] = people;
  const url = publicOrigin() + (await invitationLink(scope, pool.id, person?.id ?? ""));
  return { json: { url }, text: facts({ Person: person?.name, Link: url }) };
}

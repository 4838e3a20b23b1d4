import type { Command } from "commander";
import { addGroupRule, listGroupRules, removeGroupRule } from "#db/queries/group-rules.ts";
import { accountOf, accountOption, addCommand, facts, operator, table } from "../command.ts";
import { findGroup, findPool, instanceOption, licenseOption, type PoolOptions } from "../named.ts";

type AddOptions = PoolOptions & { account: string; group: string };

export function ruleCommands(program: Command): void {
  const rule = program.command("rule").description("license rules: a group gives its people a license");

  addCommand<AddOptions>(rule, "add", "add a rule, the last in order", add)
    .requiredOption(...accountOption)
    .requiredOption("--group <group>", "the group, by name or id")
    .requiredOption(...instanceOption)
    .requiredOption(...licenseOption);

  addCommand<{ account: string }>(rule, "remove <rule-id>", "remove a rule; what only it gave returns", remove).requiredOption(
    ...accountOption,
  );

  addCommand<{ account: string }>(rule, "list", "list the rules in the order in which they count", list).requiredOption(
    ...accountOption,
  );
}

async function add(options: AddOptions) {
  const scope = await accountOf(options);
  const [group, pool] = [await findGroup(scope, options.group), await findPool(scope, options)];
  const id = await addGroupRule(scope, operator, { groupId: group.id, poolId: pool.id });
  return {
    json: { id, groupId: group.id, poolId: pool.id },
    text: facts({ Rule: id, Group: group.name, License: `${pool.instanceName}: ${pool.licenseType}` }),
  };
}

async function remove(options: { account: string }, id: string) {
  await removeGroupRule(await accountOf(options), operator, id);
  return { json: { id, removed: true }, text: "Removed." };
}

async function list(options: { account: string }) {
  const rules = await listGroupRules(await accountOf(options));
  const rows = rules.map(({ id, groupName, instanceName, licenseType, position }) => ({
    position,
    group: groupName,
    license: `${instanceName}: ${licenseType}`,
    id,
  }));
  return { json: rules, text: table(rows, "This account has no license rules.") };
}

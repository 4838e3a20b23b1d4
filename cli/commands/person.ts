import type { Command } from "commander";
import { erasePerson, restorePerson, suspendPeople, unsuspendPeople } from "#db/queries/people-states.ts";
import type { Scope } from "#db/queries/scope.ts";
import { AppError } from "#lib/errors.ts";
import { accountOf, accountOption, addCommand, operator } from "../command.ts";
import { findPerson } from "../named.ts";

type Change = (scope: Scope, person: { id: string; name: string }) => Promise<string>;

export function personCommands(program: Command): void {
  const person = program.command("person").description("people, by user name or id");
  const add = (name: string, description: string, change: Change, which?: { deleted: boolean }) =>
    addCommand<{ account: string }>(person, `${name} <person>`, description, async (options, given) => {
      const scope = await accountOf(options);
      const found = await findPerson(scope, given, which);
      return { json: { ...found, done: name }, text: await change(scope, found) };
    }).requiredOption(...accountOption);

  add("suspend", "make somebody inactive whatever their identity provider says; their licenses return", suspend);
  add("unsuspend", "lift the suspension", unsuspend);
  add("restore", "bring a deleted person back, within 30 days", restore, { deleted: true });
  add("erase", "erase a deleted person for good; history keeps the id alone", erase, { deleted: true });
}

const suspend: Change = async (scope, { id, name }) => {
  if ((await suspendPeople(scope, operator, [id])) === 0) throw new AppError("conflict", `${name} is suspended already.`);
  return `Suspended ${name}.`;
};

const unsuspend: Change = async (scope, { id, name }) => {
  if ((await unsuspendPeople(scope, operator, [id])) === 0) throw new AppError("conflict", `${name} is not suspended.`);
  return `${name} is no longer suspended.`;
};

const restore: Change = async (scope, { id, name }) => {
  await restorePerson(scope, operator, id);
  return `Restored ${name}.`;
};

const erase: Change = async (scope, { id }) => {
  await erasePerson(scope, operator, id);
  return `Erased ${id}.`;
};

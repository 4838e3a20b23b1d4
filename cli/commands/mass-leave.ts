import type { Command } from "commander";
import { findOpenMassLeave, getMassLeavePercent, resolveMassLeave, setMassLeavePercent } from "#db/queries/mass-leaves.ts";
import { AppError } from "#lib/errors.ts";
import { accountOf, accountOption, addCommand, facts, operator, table } from "../command.ts";

type Options = { account: string };

export function massLeaveCommands(program: Command): void {
  const massLeave = program.command("mass-leave").description("many people who became inactive within an hour");
  const add = (usage: string, description: string, run: Parameters<typeof addCommand<Options>>[3]) =>
    addCommand<Options>(massLeave, usage, description, run).requiredOption(...accountOption);

  add("list", "show the mass leave that waits for a decision", list);
  add("restore", "give everybody back what they had", (options) => resolve(options, "restored"));
  add("release", "pass the licenses that are held back on to who waits", (options) => resolve(options, "released"));
  add("threshold [percent]", "show, or set, beyond which share of the active people it is one; 0 turns it off", threshold);
}

async function list(options: Options) {
  const leave = await findOpenMassLeave(await accountOf(options));
  const rows = leave
    ? [{ since: leave.trippedAt, people: leave.people, held: leave.held, by: leave.configurations.join(", ") }]
    : [];
  return { json: leave ? [leave] : [], text: table(rows, "No mass leave waits for a decision.") };
}

async function resolve(options: Options, resolution: "restored" | "released") {
  const scope = await accountOf(options);
  const leave = await findOpenMassLeave(scope);
  if (!leave) throw new AppError("not_found", "No mass leave waits for a decision.");
  const people = await resolveMassLeave(scope, operator, leave.id, resolution);
  const text = resolution === "restored" ? `Restored ${people} people.` : `Released what was held back for ${people} people.`;
  return { json: { id: leave.id, resolution, people }, text };
}

async function threshold(options: Options, given?: string) {
  const scope = await accountOf(options);
  if (given !== undefined) await setMassLeavePercent(scope, operator, /^\d{1,3}$/.test(given) ? Number(given) : Number.NaN);
  const percent = await getMassLeavePercent(scope);
  const text = percent === 0 ? "Off." : `More than ${percent} % of the active people, and more than 20, within an hour.`;
  return { json: { percent }, text: facts({ "Mass leave": text }) };
}

import { applyAutoAssign } from "../../db/queries/auto-assign.ts";
import { type JobKind, parameter, peopleOf, resultPerPerson } from "./kind.ts";

/** Brings the people of a configuration to what it auto-assigns now. */
export const applyAutoAssignKind: JobKind = async (job, items, tx) => {
  const changed = new Set(await applyAutoAssign(job, parameter(job, "configurationId"), peopleOf(items), tx));
  return resultPerPerson(items, (id) => ({ outcome: changed.has(id) ? "done" : "unchanged" }));
};

import { leaveConfiguration } from "../../db/queries/configurations.ts";
import { settleMassLeave } from "../../db/queries/mass-leaves.ts";
import { t } from "../text.ts";
import { type JobKind, parameter, peopleOf, resultPerPerson } from "./kind.ts";

/** Restores or releases the people of a mass leave, as an admin decided. */
export const settleMassLeaveKind: JobKind = async (job, items, tx) => {
  const settled = await settleMassLeave(job, parameter(job, "massLeaveId"), peopleOf(items), tx);
  const done = new Map(settled.map((person) => [person.id, person.done]));
  return resultPerPerson(items, (id) => {
    switch (done.get(id)) {
      case undefined:
        return { outcome: "unchanged", message: t("Came back, or was erased, before.") };
      case true:
        return { outcome: "done" };
      case false:
        return {
          outcome: "failed",
          message: t("Stays away: somebody else has the user name by now, or what provisioned them was deleted."),
        };
    }
  });
};

/** Ends the links of a deleted configuration. */
export const leaveConfigurationKind: JobKind = async (job, items, tx) => {
  await leaveConfiguration(job, parameter(job, "configurationId"), peopleOf(items), tx);
  return resultPerPerson(items, () => ({ outcome: "done" }));
};

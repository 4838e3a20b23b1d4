import { suspensions } from "../../db/queries/people.ts";
import { suspendPeople, unsuspendPeople } from "../../db/queries/people-states.ts";
import { t } from "../text.ts";
import { gone, type JobKind, peopleOf, resultPerPerson } from "./kind.ts";

const suspensionKind =
  (suspend: boolean): JobKind =>
  async (job, items, tx) => {
    const before = await suspensions(job, peopleOf(items), tx);
    await (suspend ? suspendPeople : unsuspendPeople)(job, job.actor, peopleOf(items), tx);
    return resultPerPerson(items, (id) => {
      if (!before.has(id)) return gone;
      if (before.get(id) !== suspend) return { outcome: "done" };
      return { outcome: "unchanged", message: suspend ? t("Is suspended already.") : t("Is not suspended.") };
    });
  };

/** Makes people inactive here, whatever their IdPs say (rule 3). */
export const suspendKind = suspensionKind(true);
/** Lets their IdPs and the hand-made entry decide again. */
export const unsuspendKind = suspensionKind(false);

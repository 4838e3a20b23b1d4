import { addMembers, removeMembers } from "../../db/queries/group-changes.ts";
import { AppError } from "../errors.ts";
import { t } from "../text.ts";
import { gone, type JobKind, parameter, peopleOf, resultPerPerson } from "./kind.ts";

/** Adds people to a group. */
export const addToGroupKind: JobKind = (job, items, tx) =>
  unlessGroupIsGone(items, async () => {
    const { added, unknown } = await addMembers(job, job.actor, parameter(job, "groupId"), peopleOf(items), tx);
    const [came, strangers] = [new Set(added), new Set(unknown)];
    return resultPerPerson(items, (id) => {
      if (strangers.has(id)) return gone;
      return came.has(id) ? { outcome: "done" } : { outcome: "unchanged", message: t("Is a member already.") };
    });
  });

/** Takes people out of a group; of one that an IdP owns only those who were added here. */
export const removeFromGroupKind: JobKind = (job, items, tx) =>
  unlessGroupIsGone(items, async () => {
    const { removed, kept } = await removeMembers(job, job.actor, parameter(job, "groupId"), peopleOf(items), tx);
    const [left, stayed] = [new Set(removed), new Set(kept)];
    return resultPerPerson(items, (id) => {
      if (left.has(id)) return { outcome: "done" };
      if (stayed.has(id)) return { outcome: "failed", message: t("Your identity provider put this person into the group.") };
      return { outcome: "unchanged", message: t("Is no member.") };
    });
  });

async function unlessGroupIsGone(
  items: Parameters<typeof resultPerPerson>[0],
  change: () => Promise<ReturnType<typeof resultPerPerson>>,
): Promise<ReturnType<typeof resultPerPerson>> {
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
    return resultPerPerson(items, () => ({ outcome: "failed", message: error.message }));
  }
}

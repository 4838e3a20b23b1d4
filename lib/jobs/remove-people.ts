import { removePeople } from "../../db/queries/people.ts";
import { t } from "../text.ts";
import { gone, type JobKind, peopleOf, resultPerPerson } from "./kind.ts";

/** Removes people whom only admins hold; whom an IdP keeps stays, with a word what to do instead (rule 8). */
export const removePeopleKind: JobKind = async (job, items, tx) => {
  const removals = new Map((await removePeople(job, job.actor, peopleOf(items), tx)).map(({ id, outcome }) => [id, outcome]));
  return resultPerPerson(items, (id) => {
    switch (removals.get(id)) {
      case "removed":
        return { outcome: "done" };
      case "linked":
        return {
          outcome: "failed",
          message: t("Your identity provider keeps this person. Remove them there, or suspend them here."),
        };
      default:
        return gone;
    }
  });
};

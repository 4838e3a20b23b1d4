import { assignLicense, resendInvitation, returnLicense } from "../../db/queries/license-changes.ts";
import { licenseStates } from "../../db/queries/license-states.ts";
import { t } from "../text.ts";
import { gone, type JobKind, optionalParameter, parameter, peopleOf, resultPerPerson } from "./kind.ts";

type State = "waiting" | "invited" | "activated" | "held" | "dormant" | "none" | undefined;
type StateBeforeAndAfter = (before: State, after: State) => ReturnType<Parameters<typeof resultPerPerson>[1]>;

/** Changes the licenses of one pool and says of each person what that came to, by where the license stood before and stands after. */
const licenseKind =
  (change: (...of: Parameters<JobKind>) => Promise<unknown>, tell: StateBeforeAndAfter): JobKind =>
  async (job, items, tx) => {
    const states = () => licenseStates(job, parameter(job, "poolId"), peopleOf(items), tx);
    const before = await states();
    await change(job, items, tx);
    const after = await states();
    return resultPerPerson(items, (id) => (after.has(id) ? tell(before.get(id), after.get(id)) : gone));
  };

/** Assigns a license, first come, first served by name; who comes too late waits. */
export const assignLicenseKind = licenseKind(
  (job, items, tx) => assignLicense(job, job.actor, parameter(job, "poolId"), peopleOf(items), "admin", tx),
  (before, after) => {
    if (after === "waiting")
      return { outcome: before === after ? "unchanged" : "done", message: t("Waits: no license is free.") };
    if (after === "dormant") return { outcome: "unchanged", message: t("Not given: inactive, or has a higher license type.") };
    return before === after ? { outcome: "unchanged", message: t("Has this license already.") } : { outcome: "done" };
  },
);

/** Takes a license, or the place in the line, back. */
export const returnLicenseKind = licenseKind(
  (job, items, tx) => returnLicense(job, job.actor, parameter(job, "poolId"), peopleOf(items), optionalParameter(job, "why"), tx),
  (before, after) => (before === after ? { outcome: "unchanged", message: t("Has no such license.") } : { outcome: "done" }),
);

/** Invites people again who have not activated. */
export const resendInvitationKind = licenseKind(
  (job, items, tx) => resendInvitation(job, job.actor, parameter(job, "poolId"), peopleOf(items), tx),
  (before) => {
    if (before === "invited") return { outcome: "done" };
    return {
      outcome: "unchanged",
      message: before === "activated" ? t("Has activated this license already.") : t("Has no invitation for this license."),
    };
  },
);

import { leavingJob } from "../../db/queries/configurations.ts";
import { settlingJob } from "../../db/queries/mass-leaves.ts";
import { applyAutoAssignKind } from "./apply-auto-assign.ts";
import { leaveConfigurationKind, settleMassLeaveKind } from "./decided.ts";
import { addToGroupKind, removeFromGroupKind } from "./group-members.ts";
import { importPeopleKind } from "./import-people.ts";
import type { JobKind } from "./kind.ts";
import { assignLicenseKind, resendInvitationKind, returnLicenseKind } from "./licenses.ts";
import { removePeopleKind } from "./remove-people.ts";
import { suspendKind, unsuspendKind } from "./suspension.ts";

/** Every kind of job, by the name that rows carry: never renamed while rows may carry it. */
export const jobKinds = {
  "people.assign_license": assignLicenseKind,
  "people.return_license": returnLicenseKind,
  "people.resend_invitation": resendInvitationKind,
  "people.import": importPeopleKind,
  "people.suspend": suspendKind,
  "people.unsuspend": unsuspendKind,
  "people.remove": removePeopleKind,
  "people.apply_auto_assign": applyAutoAssignKind,
  "people.add_to_group": addToGroupKind,
  "people.remove_from_group": removeFromGroupKind,
  [settlingJob]: settleMassLeaveKind,
  [leavingJob]: leaveConfigurationKind,
} satisfies Record<string, JobKind>;

export type JobKindName = keyof typeof jobKinds;

export const findJobKind = (name: string): JobKind | undefined =>
  Object.hasOwn(jobKinds, name) ? jobKinds[name as JobKindName] : undefined; // the line above said so

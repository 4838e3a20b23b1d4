import type { ScimError } from "../scim/error.ts";
import { t } from "../text.ts";

/** What a call was about. */
export type Subject = "person" | "group";

const about = {
  person: {
    taken: t(
      "Two people have the same user name. Make the attribute mapped to userName unique, or match on it so that the existing person is updated.",
    ),
    match: t("Match users by userName or externalId."),
    unknown: t(
      "The person or address is not known here. Check the Tenant URL, then restart provisioning so that people are matched again.",
    ),
    changed: t("The person changed meanwhile. The next cycle sends the change again; nothing needs to be done."),
    tooLarge: t("The request is too large. Map fewer attributes, or send fewer people in one request."),
  },
  group: {
    taken: t(
      "There is already a group with this name and unique ID. Match groups by displayName or externalId, so that the existing group is updated.",
    ),
    match: t("Match groups by displayName or externalId."),
    unknown: t(
      "The group or address is not known here. Check the Tenant URL, then restart provisioning so that groups are matched again.",
    ),
    changed: t("The group changed meanwhile. The next cycle sends the change again; nothing needs to be done."),
    tooLarge: t("The request is too large. Map fewer attributes, or send fewer groups in one request."),
  },
};

/** The sentence that tells an admin what to change in the identity provider after a failed call. */
export function adviceFor(error: ScimError, subject: Subject): string {
  switch (error.scimType) {
    case "uniqueness":
      return about[subject].taken;
    case "invalidFilter":
      return t("The matching attribute of your mapping is not one that can be searched. {match}", {
        match: about[subject].match,
      });
    case "invalidPath":
    case "noTarget":
      return t(
        "A mapping targets an attribute that does not exist here. Remove it from the attribute mapping, or correct its name.",
      );
    case "mutability":
      return t("A mapping writes an attribute that only Account Center sets. Remove it from the attribute mapping.");
    case "invalidValue":
      return t("A value does not fit its attribute. Check the expression of the mapping that the detail names.");
    case "invalidSyntax":
      return t("The request is not valid SCIM. Check that the app provisions with SCIM 2.0.");
    default:
      return adviceForStatus(error.status, subject);
  }
}

function adviceForStatus(status: number, subject: Subject): string {
  switch (status) {
    case 404:
      return about[subject].unknown;
    case 412:
      return about[subject].changed;
    case 413:
      return about[subject].tooLarge;
    case 501:
      return t("This feature is not available. Switch it off in the provisioning settings of your app.");
    default:
      return status >= 500
        ? t(
            "Account Center could not answer. The identity provider will try again by itself; if this repeats, tell the operator the request id.",
          )
        : t("Check the provisioning settings of your app against the guide of this configuration.");
  }
}

/** For a call that a paused configuration refused. */
export const adviceWhilePaused = t(
  "An admin paused provisioning for this configuration. Resume it here; the identity provider then sends its changes again.",
);

/** For a call with a token that does not work any more. */
export function adviceForRefusal(reason: "expired" | "revoked" | "deleted", at: Date): string {
  const day = at.toISOString().slice(0, 10);
  if (reason === "expired") return t("Your IdP used the token that expired on {day}; paste a new one.", { day });
  return t("Your IdP used the token revoked on {day}; paste the new one.", { day });
}

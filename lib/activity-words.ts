// What the product calls the things that happen. One list for the Activity log, profiles, configurations and exports.
import { t } from "./text.ts";

export type ActivityTone = "neutral" | "ok" | "warn" | "bad" | "info";

type Words = { says: string; tone?: ActivityTone };

/** noun.verb, as the rows of `activity` say it → a sentence about the subject. */
const words: Record<string, Words> = {
  "user.created": { says: t("Created."), tone: "ok" },
  "user.linked": { says: t("Matched by another SCIM configuration.") },
  "user.updated": { says: t("Updated.") },
  "user.deactivated": { says: t("Deactivated by the identity provider."), tone: "warn" },
  "user.reactivated": { says: t("Reactivated by the identity provider."), tone: "ok" },
  "user.revived": { says: t("Came back after being deleted."), tone: "ok" },
  "user.unlinked": { says: t("Deleted by one identity provider; others still keep this person."), tone: "warn" },
  "user.deleted": { says: t("Deleted."), tone: "bad" },
  "user.restored": { says: t("Restored."), tone: "ok" },
  "user.restore_refused": { says: t("Not restored: somebody else has this user name now."), tone: "warn" },
  "user.suspended": { says: t("Suspended."), tone: "warn" },
  "user.unsuspended": { says: t("No longer suspended."), tone: "ok" },
  "user.repaired": { says: t("Repaired by a check of the operator.") },
  "user.erased": { says: t("Erased for good."), tone: "bad" },

  "license.assigned": { says: t("License assigned."), tone: "ok" },
  "license.returned": { says: t("License returned.") },
  "license.promoted": { says: t("First in line when a license came free."), tone: "ok" },
  "license.covered": { says: t("A higher license replaces this one.") },
  "license.exclusion_lifted": { says: t("May get this license automatically again.") },
  "license.moved_to_front": { says: t("Moved to the front of the line.") },
  "license.invitation_sent": { says: t("The invitation was sent by email.") },
  "license.invited_again": { says: t("Invited again; older links no longer work.") },
  "license.auto_assign_applied": { says: t("Follows what the configuration assigns now.") },
  "license.rule_order_applied": { says: t("Follows the new order of the group rules.") },
  "license.held_back": { says: t("Held back, because many people left within an hour."), tone: "warn" },
  "license.activated": { says: t("Activated the license."), tone: "ok" },
  "license.activation_waits": { says: t("Activated, and waits for a free license."), tone: "warn" },
  "pool.created": { says: t("License pool created."), tone: "ok" },
  "pool.repaired": { says: t("Counted anew by a check of the operator.") },
  "pool.resized": { says: t("License total changed.") },
  "pool.counting_changed": { says: t("What counts as a used license changed.") },
  "mass_leave.tripped": { says: t("Many people left at once: their licenses are held back."), tone: "bad" },
  "mass_leave.restored": { says: t("The mass leave was undone."), tone: "ok" },
  "mass_leave.released": { says: t("The mass leave was confirmed; its licenses are free."), tone: "warn" },

  "group.created": { says: t("Created."), tone: "ok" },
  "group.updated": { says: t("Changed.") },
  "group.members_changed": { says: t("Members changed.") },
  "group.adopted": { says: t("Taken over by the identity provider."), tone: "info" },
  "group.released": { says: t("Released from the identity provider."), tone: "info" },
  "group.deleted": { says: t("Deleted."), tone: "bad" },
  "group_rule.added": { says: t("License rule added.") },
  "group_rule.removed": { says: t("License rule removed.") },
  "group_rule.moved": { says: t("License rule moved.") },

  "configuration.created": { says: t("Created."), tone: "ok" },
  "configuration.updated": { says: t("Settings changed.") },
  "configuration.directory_changed": { says: t("Which configurations share a directory changed.") },
  "configuration.paused": { says: t("Paused."), tone: "warn" },
  "configuration.resumed": { says: t("Resumed."), tone: "ok" },
  "configuration.deleted": { says: t("Deleted."), tone: "bad" },
  "token.created": { says: t("Created."), tone: "ok" },
  "token.reissued": { says: t("Issued in place of an older one."), tone: "ok" },
  "token.revoked": { says: t("Revoked."), tone: "warn" },

  "admin.created": { says: t("Became an admin."), tone: "ok" },
  "admin.invited": { says: t("Invited."), tone: "info" },
  "admin.invited_again": { says: t("Invited again; the invitation lasts longer."), tone: "info" },
  "admin.invitation_sent": { says: t("The invitation was sent by email.") },
  "admin.invitation_withdrawn": { says: t("Invitation withdrawn.") },
  "admin.joined": { says: t("Accepted the invitation."), tone: "ok" },
  "admin.role_changed": { says: t("Role changed."), tone: "warn" },
  "admin.removed": { says: t("Removed."), tone: "bad" },
  "admin.renamed": { says: t("Changed their name.") },
  "admin.password_changed": { says: t("Changed their password.") },
  "admin.password_reset": { says: t("Password reset by the operator."), tone: "warn" },
  "admin.signed_in": { says: t("Signed in.") },
  "admin.signed_in_by_sso": { says: t("Signed in by single sign-on.") },
  "admin.sso_linked": { says: t("Recognized by the identity provider's ID from now on."), tone: "info" },
  "admin.sso_unlinked": { says: t("Recognized by email at the next single sign-on.") },
  "admin.signed_out": { says: t("Signed out.") },
  "admin.sessions_revoked": { says: t("Signed out everywhere.") },
  "account.created": { says: t("Account created."), tone: "ok" },
  "account.renamed": { says: t("Organization renamed.") },
  "account.sso_changed": { says: t("Single sign-on of admins changed."), tone: "warn" },
  "account.sso_refused": { says: t("Somebody came by single sign-on and was not let in."), tone: "warn" },
  "account.sso_refusals_full": {
    says: t("Somebody came by single sign-on and was not let in. So many were that further ones of this hour are not listed."),
    tone: "warn",
  },
  "account.passwords_refused": { says: t("Only single sign-on opens this account; passwords do not."), tone: "warn" },
  "account.passwords_allowed": { says: t("Passwords open this account again."), tone: "warn" },
  "account.mass_leave_percent_changed": { says: t("What counts as a mass leave changed.") },
};

/** Is there a sentence for this action? */
export const hasWords = (action: string): boolean => Object.hasOwn(words, action);

/** The sentence for an action; one that this release does not know yet is spelled out rather than hidden. */
export function activityWords(action: string): { says: string; tone: ActivityTone } {
  const { says = spelledOut(action), tone = "neutral" } = Object.hasOwn(words, action) ? (words[action] ?? {}) : {};
  return { says, tone };
}

function spelledOut(action: string): string {
  const text = action.replace(/[._]/g, " ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** What can be asked for by kind, and the nouns that belong to it. A failed SCIM request is no change: it has a kind of its own. */
export const activityKinds = {
  people: { label: t("People"), nouns: ["user"] },
  licenses: { label: t("Licenses"), nouns: ["license", "pool", "mass_leave", "group_rule"] },
  groups: { label: t("Groups"), nouns: ["group", "group_rule"] },
  configurations: { label: t("SCIM configurations"), nouns: ["configuration", "token"] },
  admins: { label: t("Admins and account"), nouns: ["admin", "account"] },
  requests: { label: t("Failed SCIM requests"), nouns: [] },
} as const;

export type ActivityKind = keyof typeof activityKinds;

export const isActivityKind = (text: string | undefined): text is ActivityKind =>
  text !== undefined && Object.hasOwn(activityKinds, text);

/** What a subject is called when nothing of it is left but its id. */
const gone: Record<string, string> = {
  user: t("a deleted person"),
  group: t("a deleted group"),
  configuration: t("a deleted SCIM configuration"),
  token: t("an access token"),
  admin: t("an admin who has left"),
  pool: t("a license pool"),
  mass_leave: t("Mass leave"),
  account: t("This account"),
};

export const goneName = (kind: string): string => gone[kind] ?? t("something deleted");

/** The license that came with a change, as a sentence. `name`: of the pool. */
export function licenseWords(
  change: { before: string | null; after: string | null; position?: number | null; excluded?: true },
  name: string,
): string {
  const { before, after, position, excluded } = change;
  if (excluded) return t("{name} was not given: an admin returned it before.", { name });
  if (after === before) return t("{name} kept.", { name });
  switch (after) {
    case null:
      return before === "waiting" ? t("Left the line for {name}.", { name }) : t("{name} returned.", { name });
    case "waiting":
      return position
        ? t("Waiting for {name}, number {position} in line.", { name, position })
        : t("Waiting for {name}.", { name });
    case "dormant":
      return t("{name} rests.", { name });
    case "held":
      return t("{name} is held back.", { name });
    case "activated":
      return t("{name}: Activated.", { name });
    default:
      return t("{name}: Invited.", { name });
  }
}

// What the product calls the things that happen. One list for the Activity log, profiles, configurations and exports.

export type ActivityTone = "neutral" | "ok" | "warn" | "bad" | "info";

type Words = { says: string; tone?: ActivityTone };

/** noun.verb, as the rows of `activity` say it → a sentence about the subject. */
const words: Record<string, Words> = {
  "user.created": { says: "Created.", tone: "ok" },
  "user.linked": { says: "Matched by another SCIM configuration." },
  "user.updated": { says: "Updated." },
  "user.deactivated": { says: "Deactivated by the identity provider.", tone: "warn" },
  "user.reactivated": { says: "Reactivated by the identity provider.", tone: "ok" },
  "user.revived": { says: "Came back after being deleted.", tone: "ok" },
  "user.unlinked": { says: "Deleted by one identity provider; others still keep this person.", tone: "warn" },
  "user.deleted": { says: "Deleted.", tone: "bad" },
  "user.restored": { says: "Restored.", tone: "ok" },
  "user.restore_refused": { says: "Not restored: somebody else has this user name now.", tone: "warn" },
  "user.suspended": { says: "Suspended.", tone: "warn" },
  "user.unsuspended": { says: "No longer suspended.", tone: "ok" },
  "user.repaired": { says: "Repaired by a check of the operator." },
  "user.erased": { says: "Erased for good.", tone: "bad" },

  "license.assigned": { says: "License assigned.", tone: "ok" },
  "license.returned": { says: "License returned." },
  "license.promoted": { says: "First in line when a license came free.", tone: "ok" },
  "license.covered": { says: "A higher license replaces this one." },
  "license.exclusion_lifted": { says: "May get this license automatically again." },
  "license.moved_to_front": { says: "Moved to the front of the line." },
  "license.invitation_sent": { says: "The invitation was sent by email." },
  "license.invited_again": { says: "Invited again; older links no longer work." },
  "license.auto_assign_applied": { says: "Follows what the configuration assigns now." },
  "license.rule_order_applied": { says: "Follows the new order of the group rules." },
  "license.held_back": { says: "Held back, because many people left within an hour.", tone: "warn" },
  "license.activated": { says: "Activated the license.", tone: "ok" },
  "license.activation_waits": { says: "Activated, and waits for a free license.", tone: "warn" },
  "pool.created": { says: "License pool created.", tone: "ok" },
  "pool.repaired": { says: "Counted anew by a check of the operator." },
  "pool.resized": { says: "License total changed." },
  "pool.counting_changed": { says: "What counts as a used license changed." },
  "mass_leave.tripped": { says: "Many people left at once: their licenses are held back.", tone: "bad" },
  "mass_leave.restored": { says: "The mass leave was undone.", tone: "ok" },
  "mass_leave.released": { says: "The mass leave was confirmed; its licenses are free.", tone: "warn" },

  "group.created": { says: "Created.", tone: "ok" },
  "group.updated": { says: "Changed." },
  "group.members_changed": { says: "Members changed." },
  "group.adopted": { says: "Taken over by the identity provider.", tone: "info" },
  "group.released": { says: "Released from the identity provider.", tone: "info" },
  "group.deleted": { says: "Deleted.", tone: "bad" },
  "group_rule.added": { says: "License rule added." },
  "group_rule.removed": { says: "License rule removed." },
  "group_rule.moved": { says: "License rule moved." },

  "configuration.created": { says: "Created.", tone: "ok" },
  "configuration.updated": { says: "Settings changed." },
  "configuration.directory_changed": { says: "Which configurations share a directory changed." },
  "configuration.paused": { says: "Paused.", tone: "warn" },
  "configuration.resumed": { says: "Resumed.", tone: "ok" },
  "configuration.deleted": { says: "Deleted.", tone: "bad" },
  "token.created": { says: "Created.", tone: "ok" },
  "token.reissued": { says: "Issued in place of an older one.", tone: "ok" },
  "token.revoked": { says: "Revoked.", tone: "warn" },

  "admin.created": { says: "Became an admin.", tone: "ok" },
  "admin.invited": { says: "Invited.", tone: "info" },
  "admin.invited_again": { says: "Invited again; the invitation lasts longer.", tone: "info" },
  "admin.invitation_sent": { says: "The invitation was sent by email." },
  "admin.invitation_withdrawn": { says: "Invitation withdrawn." },
  "admin.joined": { says: "Accepted the invitation.", tone: "ok" },
  "admin.role_changed": { says: "Role changed.", tone: "warn" },
  "admin.removed": { says: "Removed.", tone: "bad" },
  "admin.renamed": { says: "Changed their name." },
  "admin.password_changed": { says: "Changed their password." },
  "admin.password_reset": { says: "Password reset by the operator.", tone: "warn" },
  "admin.signed_in": { says: "Signed in." },
  "admin.signed_in_by_sso": { says: "Signed in by single sign-on." },
  "admin.sso_linked": { says: "Recognized by the identity provider's ID from now on.", tone: "info" },
  "admin.sso_unlinked": { says: "Recognized by email at the next single sign-on." },
  "admin.signed_out": { says: "Signed out." },
  "admin.sessions_revoked": { says: "Signed out everywhere." },
  "account.created": { says: "Account created.", tone: "ok" },
  "account.renamed": { says: "Organization renamed." },
  "account.sso_changed": { says: "Single sign-on of admins changed.", tone: "warn" },
  "account.sso_refused": { says: "Somebody came by single sign-on and was not let in.", tone: "warn" },
  "account.sso_refusals_full": {
    says: "Somebody came by single sign-on and was not let in. So many were that further ones of this hour are not listed.",
    tone: "warn",
  },
  "account.passwords_refused": { says: "Only single sign-on opens this account; passwords do not.", tone: "warn" },
  "account.passwords_allowed": { says: "Passwords open this account again.", tone: "warn" },
  "account.mass_leave_percent_changed": { says: "What counts as a mass leave changed." },
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
  people: { label: "People", nouns: ["user"] },
  licenses: { label: "Licenses", nouns: ["license", "pool", "mass_leave", "group_rule"] },
  groups: { label: "Groups", nouns: ["group", "group_rule"] },
  configurations: { label: "SCIM configurations", nouns: ["configuration", "token"] },
  admins: { label: "Admins and account", nouns: ["admin", "account"] },
  requests: { label: "Failed SCIM requests", nouns: [] },
} as const;

export type ActivityKind = keyof typeof activityKinds;

export const isActivityKind = (text: string | undefined): text is ActivityKind =>
  text !== undefined && Object.hasOwn(activityKinds, text);

/** What a subject is called when nothing of it is left but its id. */
const gone: Record<string, string> = {
  user: "a deleted person",
  group: "a deleted group",
  configuration: "a deleted SCIM configuration",
  token: "an access token",
  admin: "an admin who has left",
  pool: "a license pool",
  mass_leave: "Mass leave",
  account: "This account",
};

export const goneName = (kind: string): string => gone[kind] ?? "something deleted";

/** The license that came with a change, as a sentence. `name`: of the pool. */
export function licenseWords(
  change: { before: string | null; after: string | null; position?: number | null; excluded?: true },
  name: string,
): string {
  const { before, after, position, excluded } = change;
  if (excluded) return `${name} was not given: an admin returned it before.`;
  if (after === before) return `${name} kept.`;
  switch (after) {
    case null:
      return before === "waiting" ? `Left the line for ${name}.` : `${name} returned.`;
    case "waiting":
      return position ? `Waiting for ${name}, number ${position} in line.` : `Waiting for ${name}.`;
    case "dormant":
      return `${name} rests.`;
    case "held":
      return `${name} is held back.`;
    case "activated":
      return `${name}: Activated.`;
    default:
      return `${name}: Invited.`;
  }
}

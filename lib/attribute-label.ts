import type { Attribute } from "./scim/attribute.ts";
import { type UserResource, userType } from "./scim/user.ts";
import { t } from "./text.ts";

const words: Record<string, string> = {
  externalId: t("Unique ID"),
  active: t("Active"),
  userName: t("User name"),
  emails: t("Email"),
  "name.formatted": t("Full name"),
  "name.givenName": t("First name"),
  "name.familyName": t("Last name"),
  "name.middleName": t("Middle name"),
  displayName: t("Display name"),
  title: t("Title"),
  addresses: t("Address"),
  "manager.value": t("Manager"),
  told: t("They were told"),
  x509Certificates: t("Certificates"),
  ims: t("Instant messaging"),
  "name.honorificPrefix": t("Honorific prefix"),
  "name.honorificSuffix": t("Honorific suffix"),
  nickName: t("Nick name"),
  profileUrl: t("Profile URL"),
  userType: t("User type"),
  preferredLanguage: t("Preferred language"),
  locale: t("Locale"),
  timezone: t("Timezone"),
  phoneNumbers: t("Phone numbers"),
  photos: t("Photos"),
  entitlements: t("Entitlements"),
  roles: t("Roles"),
  employeeNumber: t("Employee number"),
  costCenter: t("Cost center"),
  organization: t("Organization"),
  division: t("Division"),
  department: t("Department"),
  groups: t("Groups"),
  members: t("Members"),
  name: t("Name"),
  email: t("Email"),
  role: t("Role"),
  slug: t("Short name"),
  total: t("Total"),
  people: t("People"),
  pool: t("License"),
  why: t("Why"),
  position: t("Position"),
  sessions: t("Sessions"),
  expiresAt: t("Expires at"),
  revokedAt: t("Revoked at"),
  tokenExpiresAt: t("Token expires at"),
  olderTokens: t("Older tokens"),
  autoAssign: t("Auto assign"),
  notificationEmail: t("Notification email"),
  notifyOnFailure: t("Notify on failure"),
  sameDirectoryAs: t("Same directory as"),
  countsInvited: t("Counts invited"),
  massLeavePercent: t("Mass leave percent"),
  coveredBy: t("Covered by"),
  issuer: t("Issuer"),
  clientId: t("Client ID"),
  clientSecret: t("Client secret"),
  domains: t("Domains"),
  enabled: t("Enabled"),
  only: t("Only single sign-on"),
};

/** An attribute path in the words of the console: "urn:…:User:employeeNumber" is "Employee number". */
export function attributeLabel(path: string): string {
  const name = path.slice(path.lastIndexOf(":") + 1);
  return words[name] ?? sentence(name.split(".").at(-1) ?? name);
}

const sentence = (camelCase: string): string => {
  const spaced = camelCase.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

/** Every value of a user as path and text; the elements of a multi-valued attribute are joined. */
export function attributeValues(user: UserResource): [path: string, text: string][] {
  const extensions = userType.extensions.flatMap(({ urn, attributes }) => values(attributes, Reflect.get(user, urn), `${urn}:`));
  return [...values(userType.attributes, user, ""), ...extensions];
}

function values(table: readonly Attribute[], source: unknown, prefix: string): [string, string][] {
  if (typeof source !== "object" || source === null) return [];
  return table.flatMap((attribute): [string, string][] => {
    const value: unknown = Reflect.get(source, attribute.name);
    if (value === undefined) return [];
    if (attribute.type !== "complex") return [[prefix + attribute.name, valueText(value)]];
    if (!attribute.multiValued) return values(attribute.subAttributes ?? [], value, `${prefix}${attribute.name}.`);
    return [[prefix + attribute.name, valueText(value)]];
  });
}

/** A value of any shape as one line: "ann@example.com (work), +1 555 (mobile)". */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  if (typeof value === "boolean") return value ? t("Yes") : t("No");
  if (typeof value !== "object" || value === null) return String(value);
  const { type, primary: _, display: __, ...rest } = { type: undefined, primary: undefined, display: undefined, ...value };
  const text = Object.values(rest).map(valueText).join(" ");
  return typeof type === "string" ? `${text} (${type})` : text;
}

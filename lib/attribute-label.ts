import type { Attribute } from "./scim/attribute.ts";
import { type UserResource, userType } from "./scim/user.ts";

const words: Record<string, string> = {
  externalId: "Unique ID",
  active: "Active",
  userName: "User name",
  emails: "Email",
  "name.formatted": "Full name",
  "name.givenName": "First name",
  "name.familyName": "Last name",
  "name.middleName": "Middle name",
  displayName: "Display name",
  title: "Title",
  addresses: "Address",
  "manager.value": "Manager",
  told: "They were told",
  x509Certificates: "Certificates",
  ims: "Instant messaging",
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
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value !== "object" || value === null) return String(value);
  const { type, primary: _, display: __, ...rest } = { type: undefined, primary: undefined, display: undefined, ...value };
  const text = Object.values(rest).map(valueText).join(" ");
  return typeof type === "string" ? `${text} (${type})` : text;
}

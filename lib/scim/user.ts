import { type Attribute, attribute, type ResourceType } from "./attribute.ts";

export const userSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
export const enterpriseSchema = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** One element of e-mails, phone numbers and the like (RFC 7643 §2.4). */
export type LabelledValue = { value?: string; display?: string; type?: string; primary?: boolean };

export type Address = {
  formatted?: string;
  streetAddress?: string;
  locality?: string;
  region?: string;
  postalCode?: string;
  country?: string;
  type?: string;
  primary?: boolean;
};

export type EnterpriseUser = {
  employeeNumber?: string;
  costCenter?: string;
  organization?: string;
  division?: string;
  department?: string;
  manager?: { value?: string };
};

/** A user as clients write it: no `schemas`, `id`, `meta`, `groups` or `password`; an unassigned attribute is an absent key. */
export type UserResource = {
  userName: string;
  externalId?: string;
  active?: boolean;
  name?: {
    formatted?: string;
    familyName?: string;
    givenName?: string;
    middleName?: string;
    honorificPrefix?: string;
    honorificSuffix?: string;
  };
  displayName?: string;
  nickName?: string;
  profileUrl?: string;
  title?: string;
  userType?: string;
  preferredLanguage?: string;
  locale?: string;
  timezone?: string;
  emails?: LabelledValue[];
  phoneNumbers?: LabelledValue[];
  ims?: LabelledValue[];
  photos?: LabelledValue[];
  addresses?: Address[];
  entitlements?: LabelledValue[];
  roles?: LabelledValue[];
  x509Certificates?: LabelledValue[];
  [enterpriseSchema]?: EnterpriseUser;
};

const readOnly = { mutability: "readOnly" } as const;

const complex = (name: string, description: string, subAttributes: readonly Attribute[]) =>
  attribute(name, description, { type: "complex", subAttributes });

const typeAndPrimary = (canonicalValues: readonly string[]) => [
  attribute("type", "What the value is for.", canonicalValues.length > 0 ? { canonicalValues } : {}),
  attribute("primary", "Whether this is the preferred value; true at most once.", { type: "boolean" }),
];

/** A multi-valued complex attribute with the default sub-attributes of RFC 7643 §2.4. */
function labelled(
  name: string,
  description: string,
  canonicalTypes: readonly string[] = [],
  value = attribute("value", "The value itself."),
): Attribute {
  const subAttributes = [value, attribute("display", "How the value is shown to people."), ...typeAndPrimary(canonicalTypes)];
  return attribute(name, description, { type: "complex", multiValued: true, subAttributes });
}

const userAttributes: readonly Attribute[] = [
  attribute("userName", "Name that identifies the user in the account; compared without case.", {
    required: true,
    uniqueness: "server",
  }),
  complex("name", "Parts of the user's name.", [
    attribute("formatted", "Full name, ready for display."),
    attribute("familyName", "Family name."),
    attribute("givenName", "Given name."),
    attribute("middleName", "Middle names."),
    attribute("honorificPrefix", "Title before the name."),
    attribute("honorificSuffix", "Suffix after the name."),
  ]),
  attribute("displayName", "Name shown to people."),
  attribute("nickName", "Casual name."),
  attribute("profileUrl", "Address of the user's profile page.", { type: "reference", referenceTypes: ["external"] }),
  attribute("title", "Business title."),
  attribute("userType", "Relation to the organization, such as Employee or Contractor."),
  attribute("preferredLanguage", "Preferred languages, as in the HTTP header Accept-Language."),
  attribute("locale", "Locale for currency, dates and numbers."),
  attribute("timezone", "Time zone, such as Europe/Vienna."),
  attribute("active", "Whether the user may use what was assigned.", { type: "boolean" }),
  attribute("password", "Accepted from clients and never kept.", { mutability: "writeOnly", returned: "never", caseExact: true }),
  labelled("emails", "E-mail addresses.", ["work", "home", "other"]),
  labelled("phoneNumbers", "Phone numbers.", ["work", "home", "mobile", "fax", "pager", "other"]),
  labelled("ims", "Instant messaging addresses.", ["aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo", "other"]),
  labelled(
    "photos",
    "Addresses of photos.",
    ["photo", "thumbnail"],
    attribute("value", "Address of the photo.", { type: "reference", referenceTypes: ["external"] }),
  ),
  attribute("addresses", "Postal addresses.", {
    type: "complex",
    multiValued: true,
    subAttributes: [
      attribute("formatted", "Full address, ready for display."),
      attribute("streetAddress", "Street, house number, box."),
      attribute("locality", "City."),
      attribute("region", "State or region."),
      attribute("postalCode", "Postal code."),
      attribute("country", "Country, as ISO 3166-1 alpha-2."),
      ...typeAndPrimary(["work", "home", "other"]),
    ],
  }),
  attribute("groups", "Groups the user belongs to; changed through the groups.", {
    ...readOnly,
    type: "complex",
    multiValued: true,
    subAttributes: [
      // An id of this service: case-exact as RFC 7643 §3.1 says of `id`.
      attribute("value", "Id of the group.", { ...readOnly, caseExact: true }),
      attribute("$ref", "URI of the group.", { ...readOnly, type: "reference", referenceTypes: ["User", "Group"] }),
      attribute("display", "Name of the group.", readOnly),
      attribute("type", "Whether the membership is direct or through another group.", {
        ...readOnly,
        canonicalValues: ["direct", "indirect"],
      }),
    ],
  }),
  labelled("entitlements", "Entitlements the user has."),
  labelled("roles", "Roles the user has; they give no rights in this service."),
  labelled(
    "x509Certificates",
    "Certificates of the user.",
    [],
    attribute("value", "One DER certificate, base64 encoded.", { type: "binary" }),
  ),
];

const enterpriseAttributes: readonly Attribute[] = [
  attribute("employeeNumber", "Number or code of the employee."),
  attribute("costCenter", "Cost center."),
  attribute("organization", "Organization."),
  attribute("division", "Division."),
  attribute("department", "Department."),
  complex("manager", "The user's manager.", [
    attribute("value", "Id of the manager's user.", { caseExact: true }),
    // Both are derived from `value` on the way out; what a client sends is ignored.
    attribute("$ref", "URI of the manager's user.", { ...readOnly, type: "reference", referenceTypes: ["User"] }),
    attribute("displayName", "Name of the manager.", readOnly),
  ]),
];

/** RFC 7643 §4.1, §4.3 and §8.7.1. */
export const userType: ResourceType<"User"> = {
  name: "User",
  endpoint: "/Users",
  schema: userSchema,
  description: "User Account",
  attributes: userAttributes,
  extensions: [
    {
      urn: enterpriseSchema,
      name: "EnterpriseUser",
      description: "Enterprise User",
      required: false,
      attributes: enterpriseAttributes,
    },
  ],
};

import { attribute, type ResourceType } from "./attribute.ts";

export const groupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";

export type Member = { value: string; $ref?: string; type?: string };

/** A group as clients write it: no `schemas`, `id` or `meta`; an unassigned attribute is an absent key. */
export type GroupResource = { displayName: string; externalId?: string; members?: Member[] };

// RFC 7643 §4.2: members come and go, their sub-attributes never change.
const immutable = { mutability: "immutable" } as const;

/** RFC 7643 §4.2 and §8.7.1; `displayName` is required by the text of §4.2. */
export const groupType: ResourceType<"Group"> = {
  name: "Group",
  endpoint: "/Groups",
  schema: groupSchema,
  description: "Group",
  attributes: [
    attribute("displayName", "Name of the group.", { required: true }),
    attribute("members", "Users and groups that belong to the group.", {
      type: "complex",
      multiValued: true,
      subAttributes: [
        attribute("value", "Id of the member.", { ...immutable, required: true, caseExact: true }),
        attribute("$ref", "URI of the member.", { ...immutable, type: "reference", referenceTypes: ["User", "Group"] }),
        attribute("type", "Whether the member is a user or a group.", { ...immutable, canonicalValues: ["User", "Group"] }),
        attribute("display", "Name of the member.", { mutability: "readOnly" }),
      ],
    }),
  ],
  extensions: [],
};

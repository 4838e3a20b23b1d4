import { type AttributeTables, commonAttributes } from "./attribute.ts";
import { groupType } from "./group.ts";
import { userType } from "./user.ts";

const types = [userType, groupType];

/**
 * The attributes of all resource types, for a search of the root. RFC 7644 §3.4.2.1: an attribute that a type does not have is one
 * without value there; what no type has stays unknown. Qualified by its URN, an attribute is that of one type alone.
 */
export const anyResource: AttributeTables = {
  name: "any resource",
  schema: "urn:ietf:params:scim:schemas:core:2.0:any",
  attributes: [...new Map(types.flatMap(({ attributes }) => attributes).map((one) => [one.name, one])).values()],
  extensions: types.flatMap(({ schema, attributes, extensions }) => [
    { urn: schema, attributes: [...commonAttributes, ...attributes] },
    ...extensions,
  ]),
};

import { makeUser } from "../../db/testing.ts";
import { newId } from "../ids.ts";
import { groupSchema } from "../scim/group.ts";
import { type Answer, type Idp, makeIdp, patchOf } from "./testing.ts";

type Json = { [name: string]: unknown };

/** An identity provider that also pushes groups. */
export type GroupIdp = Idp & ReturnType<typeof groupCalls>;

/** With a configuration of its own, in an account of its own or in that of another. */
export async function makeGroupIdp(beside?: Idp): Promise<GroupIdp> {
  const idp = await makeIdp(beside && { account: beside });
  return Object.assign(idp, groupCalls(idp));
}

const groupCalls = (idp: Idp) => ({
  /** Creates a user and returns its id. */
  person: (displayName = `Person ${newId()}`) => makeUser(idp, { userName: `${newId()}@example.com`, displayName }),

  /** Creates a group and returns its id. */
  async group(attributes: Json = {}): Promise<string> {
    const { status, body } = await idp("POST /Groups", {
      schemas: [groupSchema],
      displayName: `Group ${newId()}`,
      ...attributes,
    });
    if (status !== 201) throw new Error(`${status} ${body.detail}`);
    return String(body.id);
  },

  patch: (
    id: string,
    operations: Json | Json[],
    { query = "", headers = {} }: { query?: string; headers?: Record<string, string> } = {},
  ) => idp(`PATCH /Groups/${id}${query}`, patchOf(...[operations].flat()), headers),

  find: (filter: string) => idp(`GET /Groups?filter=${encodeURIComponent(filter)}`),

  async membersOf(id: string): Promise<unknown[]> {
    const { members } = (await idp(`GET /Groups/${id}`)).body;
    return Array.isArray(members) ? members.map(({ value }) => value).toSorted() : [];
  },
});

export const values = (...ids: string[]) => ids.map((value) => ({ value }));

export const idsOf = ({ body }: Answer): unknown[] =>
  Array.isArray(body.Resources) ? body.Resources.map(({ id }: Json) => id) : [];

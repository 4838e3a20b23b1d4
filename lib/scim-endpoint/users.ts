import { sql, violatedUnique } from "../../db/client.ts";
import { listUsers } from "../../db/queries/user-list.ts";
import * as store from "../../db/queries/users.ts";
import { isId, newId } from "../ids.ts";
import { mergeOwned } from "../ownership.ts";
import { summarize } from "../profile.ts";
import { canonicalCopy } from "../scim/canon.ts";
import { notFound, uniqueness } from "../scim/error.ts";
import type { ListQuery } from "../scim/list.ts";
import { applyPatch } from "../scim/patch.ts";
import { type Projection, parseProjection } from "../scim/project.ts";
import { type UserResource, userType } from "../scim/user.ts";
import { assigns, readResource } from "../scim/validate.ts";
import type { Call } from "./call.ts";
import { userLocation } from "./location.ts";
import { respondPage, rowQuery } from "./paging.ts";
import { changedMeanwhile, checkPrecondition, headersOf, notModified, projectionOf } from "./request.ts";
import { type Answer, respond, respondEmpty } from "./respond.ts";
import { representUser, representUsers, writableUser } from "./user-representation.ts";

const unknownUser = (id: string) => notFound(`There is no user ${id}.`);

const taken = ({ userName }: UserResource) => uniqueness(`The userName "${userName}" is already taken.`);

/** GET /Users and POST /Users/.search (RFC 7644 §3.4.2, §3.4.3). No match is an empty list, never 404. */
export async function list(call: Call, query: ListQuery): Promise<Answer> {
  const projection = parseProjection(query, userType);
  const { rows, ...page } = await listUsers(call.caller, rowQuery(call, query, userType));
  return respondPage(call, query, userType, { ...page, batches: [rows] }, (batch) => representUsers(call, batch, projection));
}

/** GET /Users/{id}; 304 when the client has this version. */
export async function get(call: Call, id: string): Promise<Answer> {
  const projection = projectionOf(call, userType);
  const user = await getUser(call, id);
  return notModified(call, user, userLocation(call, user.id)) ?? respondUser(call, user, projection, 200);
}

/** POST /Users. A profile that this configuration deleted comes back with its id (rule 6). */
export async function create(call: Call, body: unknown): Promise<Answer> {
  const projection = projectionOf(call, userType);
  const wanted = read(call, body);
  const { externalId, active = true, ...attributes } = wanted;
  const summary = summarize(attributes);
  const at = new Date();
  const canonical = canonicalCopy(userType, attributes);
  const user = { id: newId(), activityId: newId(), at, attributes, canonical, summary, externalId, active };
  if ((await store.createUser(call.caller, user)) === "not_new") return revive(call, wanted);
  const created = { id: user.id, attributes, active, ownerId: call.caller.configurationId, owners: {}, version: 1 };
  const link = { externalId, active, kept: {} };
  return respondUser(call, { ...created, createdAt: at, lastModified: at, link, inGroups: false }, projection, 201);
}

async function revive(call: Call, wanted: UserResource): Promise<Answer> {
  const { userNameCanon } = summarize(wanted);
  const read = async (run?: Run) => {
    const found = await store.findRevivable(call.caller, userNameCanon, wanted.externalId, run);
    if (!found) throw taken(wanted);
    return found;
  };
  const written = await writeFresh(call, read, () => ({ ...wanted, active: wanted.active ?? true }), true);
  return respondUser(call, written, projectionOf(call, userType), 201);
}

/** PUT /Users/{id} (RFC 7644 §3.5.1). An omitted active or externalId leaves the link's unchanged (decision 14). */
export function replace(call: Call, id: string, body: unknown): Promise<Answer> {
  const wanted = read(call, body);
  const names = assigns(userType, body, "externalId");
  return update(call, id, (current) => ({
    ...wanted,
    active: wanted.active ?? current.active,
    externalId: names ? wanted.externalId : current.externalId,
  }));
}

/** PATCH /Users/{id} (RFC 7644 §3.5.2): atomic, 200 with the whole user. */
export function patch(call: Call, id: string, body: unknown): Promise<Answer> {
  return update(call, id, (current) => {
    const { resource, ignored } = applyPatch(userType, current, body);
    call.ignored = ignored;
    return resource;
  });
}

/** DELETE /Users/{id}: 404 for this configuration from then on (rule 6). */
export async function remove(call: Call, id: string): Promise<Answer> {
  const user = await getUser(call, id);
  const conditional = checkPrecondition(call, user);
  const outcome = await store.deleteUser(call.caller, {
    id,
    version: conditional ? user.version : undefined,
    activityId: newId(),
    at: new Date(),
  });
  if (outcome === "gone") throw unknownUser(id);
  if (outcome === "stale") throw changedMeanwhile();
  return respondEmpty(204);
}

function read(call: Call, body: unknown): UserResource {
  const { resource, ignored } = readResource(userType, body);
  call.ignored = ignored;
  return resource;
}

async function getUser(call: Call, id: string, run?: Run): Promise<store.SeenUser> {
  const user = isId(id) ? await store.findUser(call.caller, id, run) : undefined;
  if (!user) throw unknownUser(id);
  return user;
}

async function update(call: Call, id: string, change: Change): Promise<Answer> {
  const projection = projectionOf(call, userType);
  const read = async (run?: Run) => {
    const user = await getUser(call, id, run);
    checkPrecondition(call, user);
    return user;
  };
  return respondUser(call, await writeFresh(call, read, change, false), projection, 200);
}

type Run = Parameters<typeof store.findUser>[2];
type Change = (current: UserResource) => UserResource;

/**
 * Reads, changes in memory, and writes where the version is still the one read; reads again when somebody was faster. After
 * three tries it takes the row lock, so that a busy user cannot starve a writer (decision 14).
 */
async function writeFresh(
  call: Call,
  read: (run?: Run) => Promise<store.SeenUser>,
  change: Change,
  revive: boolean,
): Promise<store.SeenUser> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    const user = await read();
    const written = await write(call, user, change(writableUser(user)), { revive });
    if (written !== "stale") return written;
  }
  return sql().begin(async (tx) => {
    const { id } = await read(tx);
    await store.lockUser(call.caller, id, tx);
    const user = await read(tx);
    const written = await write(call, user, change(writableUser(user)), { revive, run: tx });
    if (written === "stale") throw new Error("a locked user cannot be stale");
    return written;
  });
}

/** Writes what a configuration wants a user to be. Returns the user as it then is; unchanged when nothing differs. */
async function write(
  call: Call,
  user: store.SeenUser,
  wanted: UserResource,
  { revive, run }: { revive: boolean; run?: Run },
): Promise<store.SeenUser | "stale"> {
  // null and remove leave `active` as it is: a mapped but empty attribute must not bring anybody back
  const { externalId, active = user.link?.active ?? user.active, ...attributes } = wanted;
  const kept = user.link?.kept ?? {};
  const merged = mergeOwned({ ...user, kept }, call.caller.configurationId, attributes);
  const before = { externalId: user.link?.externalId ?? null, active: user.link?.active ?? null };
  if (before.active !== active) merged.changes.active = [before.active, active];
  if (before.externalId !== (externalId ?? null)) merged.changes.externalId = [before.externalId, externalId ?? null];
  const keptChanged = JSON.stringify(kept) !== JSON.stringify(merged.kept);
  // making a link is always a change (rule 2)
  if (user.link && !revive && !keptChanged && Object.keys(merged.changes).length === 0) return user;

  const at = new Date();
  const result = await store
    .updateUser(
      call.caller,
      {
        ...merged,
        id: user.id,
        version: user.version,
        revive,
        activityId: newId(),
        at,
        canonical: canonicalCopy(userType, merged.attributes),
        summary: summarize(merged.attributes),
        externalId,
        active,
        action: actionOf(user, merged.changes, revive),
      },
      run,
    )
    .catch((error: unknown) => {
      if (violatedUnique(error) !== "users_user_name_key") throw error;
      throw taken(wanted);
    });
  if (result.outcome === "gone") throw unknownUser(user.id);
  if (result.outcome !== "updated") return "stale";
  const link = { externalId, active, kept: merged.kept };
  return { ...user, ...merged, version: result.version, lastModified: at, active: active || user.active, link };
}

function actionOf(user: store.SeenUser, changes: object, revive: boolean): string {
  if (revive) return "user.revived";
  if (!user.link) return "user.linked";
  if ("active" in changes && Object.keys(changes).length === 1) {
    return user.link.active ? "user.deactivated" : "user.reactivated";
  }
  return "user.updated";
}

async function respondUser(call: Call, user: store.SeenUser, projection: Projection, status: 200 | 201): Promise<Answer> {
  return respond(status, await representUser(call, user, projection), headersOf(userLocation(call, user.id), user));
}

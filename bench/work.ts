import { type Operation, pageSize } from "./operations.ts";

/** People and groups that every server has before anything is measured; only the first `mayBeMembers` people come into groups. */
export const seeded = { people: 1_000, groups: 8, membersPerGroup: 100, mayBeMembers: 500 };

/** One kind of load. `next` says what client `client` of `clients` does in its `step`-th turn; null ends it. */
export type Work = {
  name: string;
  title: string;
  /** How many at once, when not all clients. */
  clients?: number;
  next(turn: { client: number; clients: number; step: number; newPerson(): number }): Operation;
};

/** Each client has people of its own: nobody waits for another's row, and each knows the version it wrote last. */
const own = (client: number, clients: number, step: number) => {
  const share = Math.floor(seeded.people / clients);
  return client + clients * (step % share);
};
/**
 * Somebody in no group, another one each time, in no order that a cache likes. The answer about a member has their groups, which
 * the bare server's statement does not read.
 */
const anybody = (client: number, step: number) =>
  seeded.mayBeMembers + ((client * 7919 + step * 104_729) % (seeded.people - seeded.mayBeMembers));

const pages = Math.floor(seeded.people / pageSize);

export const works: Work[] = [
  { name: "create", title: "Create a user", next: ({ newPerson }) => ({ kind: "create", person: newPerson() }) },
  {
    name: "match-userName",
    title: "Match by userName",
    next: ({ client, step }) => ({ kind: "match", by: "userName", person: anybody(client, step) }),
  },
  {
    name: "match-externalId",
    title: "Match by externalId",
    next: ({ client, step }) => ({ kind: "match", by: "externalId", person: anybody(client, step) }),
  },
  { name: "get", title: "Get a user", next: ({ client, step }) => ({ kind: "get", person: anybody(client, step) }) },
  {
    name: "patch",
    title: "PATCH two attributes as Entra does",
    next: ({ client, clients, step }) => ({ kind: "patch", person: own(client, clients, step), value: `Renamed ${step}` }),
  },
  {
    name: "put",
    title: "PUT a user",
    next: ({ client, clients, step }) => ({ kind: "replace", person: own(client, clients, step), value: `Replaced ${step}` }),
  },
  {
    name: "deactivate",
    title: "Deactivate or reactivate",
    // off and on in turns, so that each time something happens
    next: ({ client, clients, step }) => ({
      kind: "activate",
      person: own(client, clients, Math.floor(step / 2)),
      active: step % 2 === 1,
    }),
  },
  {
    name: "list",
    title: `List a page of ${pageSize}`,
    next: ({ client, step }) => ({ kind: "list", startIndex: 1 + pageSize * ((client * 3 + step * 7) % pages) }),
  },
  {
    name: "members",
    title: "Add or remove a member of a group",
    next: ({ client, step }) => ({
      kind: "member",
      change: step % 2 === 0 ? "add" : "remove",
      group: client % seeded.groups,
      // behind those who were members from the start; who works on the same group (client + 8) is two hundred people away
      person: seeded.membersPerGroup + ((client * 25 + Math.floor(step / 2)) % (seeded.mayBeMembers - seeded.membersPerGroup)),
    }),
  },
  {
    name: "import",
    title: `Walk through everybody, ${pageSize} a page`,
    clients: 1,
    next: ({ step }) => ({ kind: "list", startIndex: 1 + pageSize * (step % pages) }),
  },
  { name: "first-sync", title: "First sync: match, create, now and then a member", next: firstSync },
];

/** Nobody is there yet: each is looked for, created, and every fourth becomes a member. */
function firstSync({ client, step, newPerson }: Parameters<Work["next"]>[0]): Operation {
  const wanted = 1_000_000 + client * 100_000 + Math.floor(step / 9);
  switch (step % 9) {
    case 0:
    case 2:
    case 4:
    case 6:
      return { kind: "match", by: "userName", person: wanted };
    case 8:
      return { kind: "member", change: "add", group: client % seeded.groups, person: (client * 50 + step) % seeded.people };
    default:
      return { kind: "create", person: newPerson() };
  }
}

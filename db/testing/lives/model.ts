import { type PersonPicture, type Picture, poolNames, pools } from "./acts.ts";

/**
 * Licenses and lives of one account in plain memory, as product.md tells them: what somebody has is worked out from what is
 * known about them, never counted up or down. The database must agree after every act.
 */
export type Lives = {
  configurations: Map<string, { pool: string | undefined }>;
  pools: Map<string, Pool>;
  people: Map<string, Person>;
  groups: Map<string, Group>;
  /** In their order. */
  rules: { rule: string; group: string; pool: string }[];
  /** The share from which on leaving is a mass leave. */
  percent: number;
  /** How many were active when leavers were first counted; remembered for an hour, which no run lasts. */
  baseline: number | undefined;
  /** A mass leave waits for a decision. */
  open: boolean;
  /** Numbers everything that has an order: places in lines, departures, deletions. */
  clock: number;
  /** How many acts there were, of which names are made. */
  acts: number;
};

export type Pool = { total: number; countsInvited: boolean; instance: string; rank: number; exclusive: boolean };

export type Seat = {
  state: "waiting" | "invited" | "activated" | "held" | "dormant";
  /** What a held one was. */
  was: "invited" | "activated" | undefined;
  place: number;
  /** A mass leave keeps it. */
  kept: boolean;
};

export type Person = {
  name: string;
  userName: string;
  handMade: boolean;
  suspended: boolean;
  /** When they were deleted. */
  deleted: number | undefined;
  links: Map<string, { active: boolean; deleted: boolean; externalId: string | undefined }>;
  byAdmin: Set<string>;
  excluded: Set<string>;
  seats: Map<string, Seat>;
  departure: Departure | undefined;
};

/** When an IdP made somebody inactive, and what they had until then. */
export type Departure = {
  at: number;
  /** It belongs to the open mass leave. */
  massLeave: boolean;
  links: [configuration: string, active: boolean][];
  groups: [group: string, addedHere: boolean][];
  seats: [pool: string, seat: Seat][];
  byAdmin: string[];
};

export type Group = { owner: string | undefined; members: Map<string, boolean> };

export function newLives(): Lives {
  const made = poolNames.map((name): [string, Pool] => {
    const { instance, rank, total, product } = pools[name];
    return [name, { total, countsInvited: true, instance, rank, exclusive: product === "Sales Navigator" }];
  });
  return {
    configurations: new Map(),
    pools: new Map(made),
    people: new Map(),
    groups: new Map(),
    rules: [],
    percent: 10,
    baseline: undefined,
    open: false,
    clock: 0,
    acts: 0,
  };
}

/** What is known by this name; the picker names only what exists. */
export function known<Value>(all: Map<string, Value>, name: string): Value {
  const value = all.get(name);
  if (value === undefined) throw new Error(`nothing is called ${name}`);
  return value;
}

export const everybody = (lives: Lives): Person[] => [...lives.people.values()];

export const named = (lives: Lives, people: readonly string[]): Person[] => people.map((name) => known(lives.people, name));

export const alive = (lives: Lives, people: readonly string[]): Person[] =>
  named(lives, people).filter(({ deleted }) => deleted === undefined);

/** In the order in which they came into the account. */
export const inOrder = (lives: Lives, people: readonly string[]): Person[] =>
  everybody(lives).filter(({ name, deleted }) => deleted === undefined && people.includes(name));

const hasLiveLink = (person: Person, active?: boolean): boolean =>
  [...person.links.values()].some((link) => !link.deleted && (active === undefined || link.active === active));

export const isLinked = (person: Person): boolean => hasLiveLink(person);
export const isLinkedActive = (person: Person): boolean => hasLiveLink(person, true);

/** Rule 3. */
export const isActive = (person: Person): boolean =>
  person.deleted === undefined && !person.suspended && (person.handMade || isLinkedActive(person));

export const holderOf = (lives: Lives, userName: string): Person | undefined =>
  everybody(lives).find((person) => person.userName === userName && person.deleted === undefined);

const seatsOf = (lives: Lives, pool: string): { person: Person; seat: Seat }[] =>
  everybody(lives).flatMap((person) => {
    const seat = person.seats.get(pool);
    return seat ? [{ person, seat }] : [];
  });

const inState = (lives: Lives, pool: string, state: Seat["state"]): number =>
  seatsOf(lives, pool).filter(({ seat }) => seat.state === state).length;

const lineOf = (lives: Lives, pool: string): { person: Person; seat: Seat }[] =>
  seatsOf(lives, pool)
    .filter(({ seat }) => seat.state === "waiting")
    .sort((a, b) => a.seat.place - b.seat.place);

/** What a pool has in use: an invitation counts, unless the pool counts only activations. */
export function used(lives: Lives, pool: string, countsInvited = known(lives.pools, pool).countsInvited): number {
  const invited = countsInvited ? inState(lives, pool, "invited") : 0;
  return inState(lives, pool, "activated") + inState(lives, pool, "held") + invited;
}

export const free = (lives: Lives, pool: string): number => known(lives.pools, pool).total - used(lives, pool);

/** Types of one instance that exclude each other, the pool itself among them. */
const rivals = (lives: Lives, pool: string): string[] => {
  const { exclusive, instance } = known(lives.pools, pool);
  return exclusive ? [...lives.pools].filter(([, other]) => other.instance === instance).map(([name]) => name) : [pool];
};

const rulesFor = (lives: Lives, person: Person) =>
  lives.rules.filter(({ group }) => lives.groups.get(group)?.members.has(person.name));

const byConfiguration = (lives: Lives, person: Person, pool: string): boolean =>
  [...person.links].some(([name, link]) => !link.deleted && link.active && lives.configurations.get(name)?.pool === pool);

/** Is there any reason why this person has to do with the pool? */
const hasReason = (lives: Lives, person: Person, pool: string): boolean =>
  person.byAdmin.has(pool) || byConfiguration(lives, person, pool) || rulesFor(lives, person).some((rule) => rule.pool === pool);

/** Should this person have a license of the pool? An exclusion blocks automatic reasons; of rivals the first rule counts. */
function isDue(lives: Lives, person: Person, pool: string): boolean {
  if (!isActive(person)) return false;
  if (person.byAdmin.has(pool)) return true;
  if (person.excluded.has(pool)) return false;
  const first = rulesFor(lives, person).find(
    (rule) => rivals(lives, pool).includes(rule.pool) && !person.excluded.has(rule.pool),
  );
  return byConfiguration(lives, person, pool) || first?.pool === pool;
}

const has = (seat: Seat | undefined): boolean => seat?.state === "invited" || seat?.state === "activated";

/** Has the person a higher type of the instance, which excludes this one? */
const isCovered = (lives: Lives, person: Person, pool: string): boolean =>
  rivals(lives, pool).some(
    (other) => known(lives.pools, other).rank > known(lives.pools, pool).rank && has(person.seats.get(other)),
  );

const byRank = (lives: Lives): string[] => [...lives.pools].sort(([, a], [, b]) => b.rank - a.rank).map(([name]) => name);

/** Makes what one person has what the reasons say. What they give back is passed on by `promote`, after everybody was settled. */
export function settle(lives: Lives, person: Person): void {
  for (const pool of byRank(lives)) {
    const seat = person.seats.get(pool) ?? { state: "dormant", was: undefined, place: 0, kept: false };
    person.seats.set(pool, seat);
    if (!seat.kept && !hasReason(lives, person, pool)) person.seats.delete(pool);
    else if (isDue(lives, person, pool)) give(lives, person, pool, seat);
    else if (seat.kept && seat.state !== "dormant" && seat.state !== "waiting") hold(seat);
    else seat.state = "dormant";
  }
}

function give(lives: Lives, person: Person, pool: string, seat: Seat): void {
  if (isCovered(lives, person, pool)) seat.state = "dormant";
  else if (seat.state === "held") seat.state = seat.was ?? "invited";
  else if (seat.state === "dormant") {
    seat.place = ++lives.clock;
    seat.state = lineOf(lives, pool).length === 0 && free(lives, pool) > 0 ? "invited" : "waiting";
  }
}

function hold(seat: Seat): void {
  if (has(seat)) seat.was = seat.state === "activated" ? "activated" : "invited";
  seat.state = "held";
}

/** Nothing stays free while somebody waits; in order of request. Who gets a higher type gives the lower one back. */
export function promote(lives: Lives): void {
  for (const pool of byRank(lives)) {
    for (let [next] = lineOf(lives, pool); next && free(lives, pool) > 0; [next] = lineOf(lives, pool)) {
      next.seat.state = "invited";
      for (const [other, seat] of next.person.seats)
        if (seat.state !== "held" && isCovered(lives, next.person, other)) seat.state = "dormant";
    }
  }
}

/** After several people changed: everybody's reasons count before anything is passed on. */
export function settleAll(lives: Lives, people: readonly Person[]): void {
  for (const person of people) settle(lives, person);
  promote(lives);
}

export function picture(lives: Lives): Picture {
  return {
    pools: Object.fromEntries(
      [...lives.pools].map(([name, { total, countsInvited }]) => {
        const count = (state: Seat["state"]) => inState(lives, name, state);
        const counted = {
          invited: count("invited"),
          activated: count("activated"),
          held: count("held"),
          waiting: count("waiting"),
        };
        return [name, { total, countsInvited, ...counted }];
      }),
    ),
    people: Object.fromEntries(everybody(lives).map((person) => [person.name, personPicture(lives, person)])),
    groups: Object.fromEntries([...lives.groups].map(([name, { owner }]) => [name, owner ?? null])),
    rules: lives.rules.map(({ rule }) => rule),
    leave: lives.open
      ? {
          people: everybody(lives).filter(({ departure }) => departure?.massLeave).length,
          held: everybody(lives)
            .flatMap(({ seats }) => [...seats.values()])
            .filter(({ kept }) => kept).length,
        }
      : null,
  };
}

function personPicture(lives: Lives, person: Person): PersonPicture {
  const license = ([pool, { state }]: [string, Seat]): [string, string] => {
    const position = lineOf(lives, pool).findIndex((waiting) => waiting.person === person) + 1;
    return [pool, state === "waiting" ? `waiting ${position}` : state];
  };
  return {
    userName: person.userName,
    active: isActive(person),
    deleted: person.deleted !== undefined,
    links: Object.fromEntries(
      [...person.links].map(([name, link]) => [name, link.deleted ? "deleted" : link.active ? "active" : "inactive"]),
    ),
    licenses: Object.fromEntries([...person.seats].map(license)),
    excluded: [...person.excluded].sort(),
    groups: Object.fromEntries(
      [...lives.groups].flatMap(([name, { members }]) => {
        const addedHere = members.get(person.name);
        return addedHere === undefined ? [] : [[name, addedHere]];
      }),
    ),
  };
}

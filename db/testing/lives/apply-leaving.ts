import {
  type Departure,
  everybody,
  free,
  holderOf,
  isActive,
  isLinked,
  known,
  type Lives,
  type Person,
  promote,
  type Seat,
  settle,
} from "./model.ts";

/** What somebody has, to be given back when the mass leave is undone. */
export function snapshot(lives: Lives, person: Person): Departure {
  return {
    at: 0,
    massLeave: false,
    links: [...person.links]
      .flatMap(([name, link]) => (link.deleted ? [] : [[name, link.active] as const]))
      .map(([a, b]) => [a, b]),
    groups: [...lives.groups].flatMap(([name, { members }]) => {
      const addedHere = members.get(person.name);
      return addedHere === undefined ? [] : [[name, addedHere] satisfies [string, boolean]];
    }),
    seats: [...person.seats].map(([pool, seat]) => [pool, { ...seat }]),
    byAdmin: [...person.byAdmin],
  };
}

/** Rule 9: more than max(20, the share) of the active people within the hour, and everybody of that hour has left in mass. */
export function departed(lives: Lives, person: Person, had: Departure): void {
  person.departure = { ...had, at: ++lives.clock };
  for (const seat of person.seats.values()) seat.kept = false;
  if (!lives.open && lives.percent > 0) {
    const leavers = everybody(lives).filter(({ departure }) => departure && !departure.massLeave);
    if (leavers.length > 20) {
      lives.baseline ??= leavers.length + everybody(lives).filter(isActive).length;
      if (leavers.length * 100 > lives.baseline * lives.percent) trip(lives, leavers);
    }
  }
  if (!lives.open) return;
  person.departure.massLeave = true;
  for (const [pool, seat] of person.seats) if (usesLicense(lives, pool, seat)) seat.kept = true;
}

/** Does this seat take a license away from others? An invitation does not where only activations count. */
const usesLicense = (lives: Lives, pool: string, { state }: Seat): boolean =>
  state === "activated" || (state === "invited" && known(lives.pools, pool).countsInvited);

const byDeparture = (people: Person[]): Person[] => people.toSorted((a, b) => (a.departure?.at ?? 0) - (b.departure?.at ?? 0));

/** What the earlier ones had is held too, as far as nobody has it yet. */
function trip(lives: Lives, leavers: Person[]): void {
  lives.open = true;
  for (const person of byDeparture(leavers)) {
    if (!person.departure) continue;
    person.departure.massLeave = true;
    for (const [pool, seat] of person.departure.seats) {
      const now = person.seats.get(pool);
      if (!usesLicense(lives, pool, seat) || (now && now.state !== "dormant") || free(lives, pool) <= 0) continue;
      const was = seat.state === "activated" ? "activated" : "invited";
      person.seats.set(pool, { ...seat, state: "held", was, kept: true });
    }
  }
}

/** Back by the word of an IdP: what was held is theirs again, as far as there is a reason. */
export function forgetDeparture(person: Person): void {
  if (!person.departure) return;
  person.departure = undefined;
  for (const seat of person.seats.values()) seat.kept = false;
}

/** An admin decides an open mass leave: everything back as it was, or what was held passes on. */
export function decide(lives: Lives, resolution: "restored" | "released"): string {
  if (!lives.open) return "conflict";
  lives.open = false;
  const people = byDeparture(everybody(lives).filter(({ departure }) => departure?.massLeave));
  for (const person of people) {
    if (resolution === "restored") giveBack(lives, person);
    else settleWithout(lives, person);
    person.departure = undefined;
  }
  promote(lives);
  return String(people.length);
}

function settleWithout(lives: Lives, person: Person): void {
  for (const seat of person.seats.values()) seat.kept = false;
  settle(lives, person);
}

function giveBack(lives: Lives, person: Person): void {
  const { departure } = person;
  if (!departure) return;
  const links = departure.links.filter(([name]) => lives.configurations.has(name));
  const taken = person.deleted !== undefined && holderOf(lives, person.userName) !== undefined;
  const heldByNobody = !person.handMade && !isLinked(person) && links.length === 0;
  if (taken || heldByNobody) {
    settleWithout(lives, person);
    return;
  }
  for (const [name, active] of links) {
    const link = known(person.links, name);
    person.links.set(name, { ...link, active, deleted: false });
  }
  person.deleted = undefined;
  for (const [name, addedHere] of departure.groups) {
    const members = lives.groups.get(name)?.members;
    if (members && !members.has(person.name)) members.set(person.name, addedHere);
  }
  for (const pool of departure.byAdmin) person.byAdmin.add(pool);
  settleWithout(lives, person);
  for (const [pool, { state, place }] of departure.seats) {
    const seat = person.seats.get(pool);
    if (seat?.state === "waiting" && state !== "dormant") seat.place = place;
  }
}

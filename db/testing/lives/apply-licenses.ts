import type { Of } from "./acts.ts";
import { alive, free, inOrder, known, type Lives, promote, settle, settleAll, used } from "./model.ts";

export function assign(lives: Lives, { pool, people }: Of<"assign">): string {
  const chosen = alive(lives, people);
  for (const person of chosen) {
    person.excluded.delete(pool);
    person.byAdmin.add(pool);
  }
  settleAll(lives, chosen);
  return String(chosen.length);
}

export function giveBack(lives: Lives, { pool, people }: Of<"return">): string {
  const chosen = inOrder(lives, people).filter(({ seats }) => seats.has(pool));
  const states = chosen.map(({ seats }) => seats.get(pool)?.state);
  for (const person of chosen) {
    const seat = person.seats.get(pool);
    if (seat) seat.kept = false;
    person.byAdmin.delete(pool);
    settle(lives, person);
    if (person.seats.has(pool)) person.excluded.add(pool);
  }
  settleAll(lives, chosen);
  return String(states.filter((state) => state !== "dormant").length);
}

export function lift(lives: Lives, { pool, person: name }: Of<"lift">): string {
  const person = known(lives.people, name);
  if (person.deleted !== undefined || !person.excluded.delete(pool)) return "conflict";
  settleAll(lives, [person]);
  return "done";
}

export function toFront(lives: Lives, { pool, person }: Of<"front">): string {
  const seat = known(lives.people, person).seats.get(pool);
  if (seat?.state !== "waiting") return "conflict";
  seat.place = -++lives.clock;
  return "done";
}

/** Rule 7; where only activations count, the last one may come too late. */
export function activate(lives: Lives, { pool, person: name }: Of<"activate">): string {
  const person = known(lives.people, name);
  const seat = person.seats.get(pool);
  if (seat?.state === "activated") return "used";
  if (seat?.state !== "invited") return "returned";
  const answer = known(lives.pools, pool).countsInvited || free(lives, pool) > 0 ? "activated" : "waiting";
  seat.state = answer;
  settleAll(lives, [person]);
  return answer;
}

export function resize(lives: Lives, { pool, total }: Of<"resize">): string {
  if (used(lives, pool) > total) return "conflict";
  known(lives.pools, pool).total = total;
  promote(lives);
  return "done";
}

export function countInvited(lives: Lives, { pool, invited }: Of<"count">): string {
  const { total } = known(lives.pools, pool);
  if (used(lives, pool, invited) > total) return "conflict";
  known(lives.pools, pool).countsInvited = invited;
  promote(lives);
  return "done";
}

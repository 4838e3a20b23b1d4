import type { Act, PersonPicture, Picture } from "./acts.ts";
import { type Lives, newLives, type Person } from "./model.ts";
import { type Kind, picks } from "./pick.ts";

/** The numbers of a small generator: every run with this seed throws the same. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(state / 8);
  };
}

/** As much of the lives as choosing among them needs: who and what there is, and how it stands. */
export function livesOf(picture: Picture, configurations: readonly string[]): Lives {
  const lives = newLives();
  for (const name of configurations) lives.configurations.set(name, { pool: undefined });
  for (const [name, person] of Object.entries(picture.people)) lives.people.set(name, personOf(name, person));
  for (const name of Object.keys(picture.groups)) lives.groups.set(name, { owner: undefined, members: new Map() });
  lives.rules = picture.rules.map((rule) => ({ rule, group: "", pool: "" }));
  return lives;
}

function personOf(name: string, { userName, deleted, links, licenses, excluded }: PersonPicture): Person {
  const seats = Object.entries(licenses).map(([pool, state]) => {
    const standing = states.find((word) => state.startsWith(word)) ?? "dormant";
    return [pool, { state: standing, was: undefined, place: 0, kept: false }] as const;
  });
  return {
    name,
    userName,
    handMade: false,
    suspended: false,
    deleted: deleted ? 1 : undefined,
    links: new Map(
      Object.entries(links).map(([configuration, state]) => [
        configuration,
        { active: state === "active", deleted: state === "deleted", externalId: undefined },
      ]),
    ),
    byAdmin: new Set(),
    excluded: new Set(excluded),
    seats: new Map(seats),
    departure: undefined,
  };
}

const states = ["waiting", "invited", "activated", "held"] as const;

/** So many acts by chance, all chosen from the same picture; `first` makes their names unlike all before. */
export function actsByChance(lives: Lives, kinds: readonly Kind[], next: () => number, count: number, first: number): Act[] {
  const acts: Act[] = [];
  for (lives.acts = first; acts.length < count; lives.acts++) {
    const kind = kinds[next() % kinds.length] ?? "post";
    acts.push(...picks[kind](lives, [next(), next(), next(), next(), next()]));
  }
  return acts.slice(0, count);
}

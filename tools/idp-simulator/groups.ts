import { faker as english } from "@faker-js/faker/locale/en";
import { z } from "zod";
import type { Person } from "./people.ts";

const ids = z.array(z.string());

/** A group in the identity provider's own directory, and what the SCIM endpoint was told about it. */
export const groupSchema = z.object({
  externalId: z.string(),
  displayName: z.string(),
  /** externalIds of people. */
  members: ids,
  /** The id that the endpoint gave. */
  id: z.string().optional(),
  /** Ids of the members that were sent, so that only differences are. */
  sent: ids.optional(),
  /** It was there before: members whom nobody sent may stay. */
  adopted: z.literal(true).optional(),
  /** No longer pushed: deleted at the endpoint as well, or left there as it was. */
  unlinked: z.enum(["deleted", "left"]).optional(),
});
export type Group = z.infer<typeof groupSchema>;

type Recipe = { idp: string; seed: number };

// Quotes, slashes and other scripts occur in real names and have to survive a filter.
const names: (() => string)[] = [
  () => `${english.commerce.department()} ${english.location.city()}`,
  () => `Project ${english.color.human()} ${english.animal.type()}`,
  () => `Équipe ${english.word.noun()}`,
  () => `R&D "${english.word.noun()}" / ${english.location.country()}`,
  () => `営業部 ${english.location.city()}`,
];

/** A name for group number `index` that no other has. */
export const groupName = (index: number): string => `${names[index % names.length]?.()} ${index + 1}`;

/** The first `count` groups of the directory that `seed` stands for: everybody, nobody, and teams of up to forty. */
export function generateGroups(recipe: Recipe, count: number, people: Person[]): Group[] {
  return Array.from({ length: count }, (_, index) => generateGroup(recipe, index, people));
}

export function generateGroup({ idp, seed }: Recipe, index: number, people: Person[]): Group {
  english.seed([seed, index, 2]);
  const externalId = idp === "okta" ? `00g${english.string.alphanumeric(17)}` : english.string.uuid();
  const displayName = groupName(index);
  if (index === 0) return { externalId, displayName, members: people.map((person) => person.externalId) };
  const size = index === 1 ? 0 : english.number.int({ min: 1, max: 40 });
  const members = english.helpers.arrayElements(people, size).map((person) => person.externalId);
  return { externalId, displayName, members };
}

/** Whom to add and remove (by id) so that the endpoint has `wanted`. */
export function memberChanges({ sent = [] }: Group, wanted: Person[]): { add: Person[]; remove: string[] } {
  const told = new Set(sent);
  const wantedIds = new Set(wanted.map(({ id }) => id));
  return { add: wanted.filter(({ id }) => id !== undefined && !told.has(id)), remove: sent.filter((id) => !wantedIds.has(id)) };
}

/** `items` in parts of at most `size`. */
export function batches<Item>(items: Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) => items.slice(part * size, (part + 1) * size));
}

/** What a report calls somebody or something. */
export const nameOf = (subject: Person | Group): string => ("userName" in subject ? subject.userName : subject.displayName);

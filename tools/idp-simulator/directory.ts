import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { type Group, generateGroups, groupSchema } from "./groups.ts";
import { generatePeople, type Person, personSchema } from "./people.ts";

const directorySchema = z.object({
  idp: z.string(),
  seed: z.number(),
  /** How many rounds of changes the people went through, so that the next round differs. */
  cycle: z.number(),
  people: z.array(personSchema),
  groups: z.array(groupSchema).default([]),
});
export type Directory = z.infer<typeof directorySchema>;

type Wanted = { idp: string; count: number; groups: number; seed: number };

/** The identity provider's directory: from `file` when it exists, widened to the numbers wanted, else generated from the seed. */
export function openDirectory({ file, ...wanted }: Wanted & { file?: string }): Directory {
  if (file === undefined || !existsSync(file)) return generate(wanted);
  const directory = directorySchema.parse(JSON.parse(readFileSync(file, "utf8")));
  if (directory.idp !== wanted.idp) throw new Error(`${file} holds the people of ${directory.idp}, not of ${wanted.idp}`);
  const generated = generate({ ...wanted, seed: directory.seed });
  return {
    ...directory,
    people: [...directory.people, ...generated.people.slice(directory.people.length)],
    groups: [...directory.groups, ...generated.groups.slice(directory.groups.length)],
  };
}

function generate({ groups: groupCount, ...wanted }: Wanted): Directory {
  const people = generatePeople(wanted);
  const groups = generateGroups(wanted, groupCount, people);
  return { idp: wanted.idp, seed: wanted.seed, cycle: 0, people, groups };
}

export function saveDirectory(directory: Directory, file: string): void {
  writeFileSync(file, `${JSON.stringify(directory, undefined, 2)}\n`);
}

export type FindPerson = (externalId: string | undefined) => Person | undefined;

/** Looks people up by externalId, undefined included: nobody. Follows people who join or get another externalId. */
export function peopleByExternalId(directory: Directory): FindPerson {
  let index = new Map<string, Person>();
  return (externalId) => {
    if (externalId === undefined) return undefined;
    const known = index.get(externalId);
    if (known?.externalId === externalId) return known;
    index = new Map(directory.people.map((person) => [person.externalId, person]));
    return index.get(externalId);
  };
}

/** The members of a group who are at the endpoint: only people who were provisioned are pushed. */
export function membersOf(group: Group, findPerson: FindPerson): Person[] {
  const people = group.members.map(findPerson).filter((person) => person !== undefined);
  return people.filter(({ id, deleted }) => id !== undefined && !deleted);
}

/** What becomes of the groups of somebody who is deleted: the endpoint has to see to it by itself, nothing is sent. */
export function leaveGroups({ groups }: Directory, { externalId, id }: Person): void {
  for (const group of groups) {
    group.members = group.members.filter((member) => member !== externalId);
    group.sent = group.sent?.filter((member) => member !== id);
  }
}

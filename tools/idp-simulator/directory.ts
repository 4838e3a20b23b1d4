import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { generatePeople, type Person, personSchema } from "./people.ts";

const directorySchema = z.object({
  idp: z.string(),
  seed: z.number(),
  /** How many rounds of changes the people went through, so that the next round differs. */
  cycle: z.number(),
  people: z.array(personSchema),
});
export type Directory = z.infer<typeof directorySchema>;

/** The identity provider's directory: from `file` when it exists, widened to `count` people, else generated from the seed. */
export function openDirectory(options: { idp: string; count: number; seed: number; file?: string }): Directory {
  const { file, ...wanted } = options;
  if (file === undefined || !existsSync(file))
    return { idp: wanted.idp, seed: wanted.seed, cycle: 0, people: generatePeople(wanted) };
  const directory = directorySchema.parse(JSON.parse(readFileSync(file, "utf8")));
  if (directory.idp !== wanted.idp) throw new Error(`${file} holds the people of ${directory.idp}, not of ${wanted.idp}`);
  const generated = generatePeople({ ...wanted, seed: directory.seed });
  return { ...directory, people: [...directory.people, ...generated.slice(directory.people.length)] };
}

export function saveDirectory(directory: Directory, file: string): void {
  writeFileSync(file, `${JSON.stringify(directory, undefined, 2)}\n`);
}

/** Looks people up by externalId, undefined included: nobody. */
export function peopleByExternalId({ people }: Directory): (externalId: string | undefined) => Person | undefined {
  const index = new Map<string | undefined, Person>(people.map((person) => [person.externalId, person]));
  return (externalId) => index.get(externalId);
}

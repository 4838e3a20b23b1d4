import { type Group, nameOf } from "./groups.ts";
import type { Outcome } from "./idp.ts";
import { each } from "./pace.ts";
import type { Person } from "./people.ts";
import { count } from "./report.ts";
import { attempt, type Stage } from "./stage.ts";

/** The button in the portal; a scenario that fails here ends. */
export async function connect(stage: Stage): Promise<boolean> {
  return attempt(stage, "the connection", "test connection", stage.idp.testConnection);
}

/** Everybody assigned to the application. */
export function peopleInScope({ directory, defaultAccess, report }: Stage): Person[] {
  const present = directory.people.filter((person) => !person.deleted);
  const inScope = present.filter(({ assignment }) => defaultAccess === "send" || assignment === "User");
  if (present.length > inScope.length) report.counts.skipped = present.length - inScope.length;
  return inScope;
}

/** The ids are lost after a restart without a directory file: match first. */
export async function matchUnknown(stage: Stage, people: Person[]): Promise<void> {
  const unknown = people.filter((person) => person.id === undefined);
  await step(stage, "match", unknown, stage.idp.provision);
}

export const linkedGroups = ({ directory }: Stage): Group[] => directory.groups.filter(({ unlinked }) => unlinked === undefined);

type Subject = Person | Group;

/** Does `work` for each; what one failure says is reported, and the others go on. */
export async function step<S extends Subject>(
  stage: Stage,
  name: string,
  subjects: S[],
  work: (subject: S) => Promise<Outcome | undefined>,
): Promise<void> {
  let done = 0;
  await each(subjects, stage.concurrency, async (subject) => {
    await attempt(stage, nameOf(subject), name, async () => {
      const outcome = await work(subject);
      if (outcome !== undefined) count(stage.report, outcome);
    });
    done += 1;
    stage.progress(name, done, subjects.length);
  });
}

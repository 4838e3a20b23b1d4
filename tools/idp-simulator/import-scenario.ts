import { count } from "./report.ts";
import { attempt, type Stage } from "./stage.ts";
import { connect } from "./steps.ts";
import { unlisted, type Walk, walk, walkDrift } from "./walk.ts";

/** Walks everything that the endpoint has, with a large and a small page: the same, once each, and as many as it says. */
export async function importEverything(stage: Stage): Promise<void> {
  if (!(await connect(stage))) return;
  const people = stage.directory.people.filter(({ id, deleted }) => id !== undefined && !deleted);
  const groups = stage.directory.groups.filter(({ id, unlinked }) => id !== undefined && unlinked !== "deleted");
  for (const [path, what] of [
    ["/Users", "users listed"],
    ["/Groups", "groups listed"],
  ] as const) {
    await attempt(stage, path, "import", async () => {
      const large = await walk(stage.client, `import ${path}`, path);
      const small = await walk(stage.client, `import ${path}`, path, 7);
      const known = path === "/Users" ? people : groups;
      stage.report.drift.push(...walkDrift(path, large), ...walkDrift(path, small), ...unlisted(known, large));
      if (idsOf(large) !== idsOf(small)) {
        stage.report.drift.push({ who: path, attribute: "order", sent: "the same", found: "different with another page size" });
      }
      count(stage.report, what, large.resources.length);
    });
  }
}

const idsOf = ({ resources }: Walk): string => resources.map(({ id }) => id).join();

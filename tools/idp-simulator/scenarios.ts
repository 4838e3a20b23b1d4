import { groups, unlinkDelete, unlinkLeave } from "./group-scenarios.ts";
import { importEverything } from "./import-scenario.ts";
import { changes, firstSync, leavers, onDemand } from "./people-scenarios.ts";
import type { Stage } from "./stage.ts";
import { year } from "./year.ts";

type Scenario = {
  play: (stage: Stage) => Promise<void>;
  /** Groups in the directory unless `--groups` says how many. */
  groups: number;
  /** Which write is sent twice unless `--repeat-every` says it. */
  repeatEvery: number;
};

const people = (play: Scenario["play"]): Scenario => ({ play, groups: 0, repeatEvery: 0 });
const withGroups = (play: Scenario["play"]): Scenario => ({ play, groups: 10, repeatEvery: 0 });

/** Adding a scenario is adding a row. */
export const scenarios = {
  "first-sync": people(firstSync),
  changes: people(changes),
  leavers: people(leavers),
  "on-demand": people(onDemand),
  groups: withGroups(groups),
  "unlink-delete": withGroups(unlinkDelete),
  "unlink-leave": withGroups(unlinkLeave),
  import: people(importEverything),
  year: { ...withGroups(year), repeatEvery: 17 },
} satisfies Record<string, Scenario>;
export type ScenarioName = keyof typeof scenarios;

import type { Client } from "./client.ts";
import type { Directory } from "./directory.ts";
import type { IdentityProvider } from "./idp.ts";
import type { Report } from "./report.ts";

/** Everything a scenario plays with. */
export type Stage = {
  client: Client;
  directory: Directory;
  idp: IdentityProvider;
  /** Entra with its PATCH spelling fixed, for `on-demand`; else the same as `idp`. */
  spellings: IdentityProvider[];
  report: Report;
  concurrency: number;
  /** Cycles of the scenario `year`. */
  days: number;
  defaultAccess: "skip" | "send";
  signal: AbortSignal;
  /** Told how far a step is. */
  progress: (step: string, done: number, total: number) => void;
};

/** Does `work`; a failure is reported with its reason instead of ending the run (Ctrl-C does end it). */
export async function attempt(
  { report, signal }: Pick<Stage, "report" | "signal">,
  who: string,
  what: string,
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    signal.throwIfAborted();
    report.failures.push({ who, what, reason: error instanceof Error ? error.message : String(error) });
    return false;
  }
}

import { forgetDepartures } from "../../db/queries/background.ts";
import { leaveCutOff } from "../../db/queries/configurations.ts";
import { catchUpGroupRules } from "../../db/queries/group-rules.ts";
import { cleanMails } from "../../db/queries/mails.ts";
import { settleCutOff } from "../../db/queries/mass-leaves.ts";
import { foldPeopleCounts } from "../../db/queries/people-counts.ts";
import { eraseExpired } from "../../db/queries/people-states.ts";
import { sendsMail } from "../mail/enabled.ts";
import { pause } from "../pause.ts";
import { sendDueMails } from "./send-mails.ts";

/** Work that nobody waits for. Each may be cut off anywhere: it is done again, and does what is left. */
export type Task = {
  name: string;
  everyMs: number;
  /** Ends early once `stop` is aborted. What is "unfinished" goes on after the others had their turn. */
  run: (stop: AbortSignal) => Promise<unknown>;
};

const second = 1000;
const hour = 3600 * second;
const batch = 100;
/** A mail server that does not work is left alone for so long. */
const mailRest = 30 * second;

/** Not longer than other work can wait. */
async function forAWhile(stop: AbortSignal, goesOn: () => Promise<boolean>): Promise<"done" | "unfinished"> {
  const until = Date.now() + 5 * second;
  while (!stop.aborted && Date.now() < until) if (!(await goesOn())) return "done";
  return "unfinished";
}

/** Goes on until a batch is not full. */
const exhaust = (stop: AbortSignal, work: (limit: number) => Promise<number>) =>
  forAWhile(stop, async () => (await work(batch)) >= batch);

export const tasks = (): Task[] => [
  { name: "deletions that were cut off", everyMs: hour, run: (stop) => forAWhile(stop, leaveCutOff) },
  { name: "mass leaves that were decided", everyMs: hour, run: (stop) => forAWhile(stop, settleCutOff) },
  {
    name: "license rules of large groups",
    everyMs: second,
    run: (stop) => forAWhile(stop, async () => (await catchUpGroupRules()) > 0),
  },
  { name: "numbers of people", everyMs: second, run: foldPeopleCounts },
  { name: "erasure", everyMs: hour, run: (stop) => exhaust(stop, eraseExpired) },
  { name: "old departures", everyMs: hour, run: (stop) => exhaust(stop, forgetDepartures) },
  ...(sendsMail()
    ? [
        { name: "void e-mail", everyMs: hour, run: cleanMails },
        { name: "e-mail", everyMs: second, run: sendSecondOfMails },
      ]
    : []),
];

async function sendSecondOfMails(stop: AbortSignal): Promise<void> {
  const { serverFails } = await sendDueMails(stop);
  if (serverFails) await pause(stop, mailRest);
}

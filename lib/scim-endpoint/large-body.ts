import { processState } from "../process-state.ts";
import { ScimError } from "../scim/error.ts";
import { readBody } from "./body.ts";
import type { Call } from "./call.ts";
import { limits } from "./limits.ts";
import type { Answer } from "./respond.ts";

/** How many large bodies are in work, and who waits for a turn, first come, first served. */
type Turns = { taken: number; waiting: Set<() => void> };

const turns = () => processState().once("scim large bodies", (): Turns => ({ taken: 0, waiting: new Set() }));

/**
 * Reads the body of a group, which may be large, and works with it. Bodies over the ordinary limit are in memory only two at
 * a time per process; others wait for their turn, and get 503 when that takes too long.
 */
export async function withGroupBody(call: Call, work: (body: unknown) => Promise<Answer>): Promise<Answer> {
  let endTurn = () => {};
  try {
    const body = await readBody(call, limits.groupBodyBytes, async () => {
      endTurn = await takeTurn(call);
    });
    return await work(body);
  } finally {
    endTurn();
  }
}

/** Resolves when it is this call's turn; the function ends the turn, and so does the end of the call's time. */
async function takeTurn(call: Call): Promise<() => void> {
  if (turns().taken < limits.largeBodies) turns().taken++;
  else await waitForTurn(call);
  let ended = false;
  const end = () => {
    if (!ended) passTurn();
    ended = true;
  };
  // a body that trickles in must not keep others waiting
  void call.deadline.passed.then(end);
  return end;
}

function waitForTurn(call: Call): Promise<void> {
  const { waiting } = turns();
  return new Promise((resolve, reject) => {
    const start = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(() => {
      waiting.delete(start);
      call.headers["retry-after"] = "5";
      reject(new ScimError(503, undefined, "Other large requests are being worked on. Try again."));
    }, limits.largeBodyWaitMs);
    waiting.add(start);
  });
}

/** The turn goes to who waits longest, or is free again. */
function passTurn(): void {
  const [next] = turns().waiting;
  if (next) {
    turns().waiting.delete(next);
    next();
  } else turns().taken--;
}

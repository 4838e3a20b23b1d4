// What the launchers say on the terminal: one calm line per step with its duration, one sentence per failure.
// Plain JavaScript on node: builtins alone, because the first lines run before anything is installed.

const colours = process.stdout.isTTY && !process.env.NO_COLOR;
const paint = (code, text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
export const bold = (text) => paint(1, text);
export const dim = (text) => paint(2, text);

/** An error whose message is the one sentence the operator reads; its stack is never shown. */
export function failure(sentence, details = "") {
  return Object.assign(new Error(sentence), { kind: "failure", details });
}

export function say(text = "") {
  process.stdout.write(`${text}\n`);
}

/** Runs `work` and prints `label` with how long it took. */
export async function step(label, work) {
  const start = performance.now();
  const result = await work();
  say(`${label} ${dim(duration(performance.now() - start))}`);
  return result;
}

export function duration(milliseconds) {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 90_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
}

/** Prints why a launcher ends: the sentence of a failure, or the whole stack of a bug. */
export function explain(error) {
  if (error?.kind !== "failure") {
    process.stderr.write(`${error?.stack ?? error}\n`);
    return;
  }
  if (error.details) process.stderr.write(`${dim(error.details.trimEnd())}\n`);
  process.stderr.write(`${error.message}\n`);
}

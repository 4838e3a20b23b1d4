// The command line for tests over HTTP. One process for many commands: each would take half a second to load, far more on a
// busy machine. A line on stdin is the arguments as a JSON array, the answer on stdout is { code, out, err } as JSON.
import { createInterface } from "node:readline";
import { run } from "../../cli/run.ts";

for await (const line of createInterface({ input: process.stdin })) {
  const said = { out: "", err: "" };
  const code = await run(JSON.parse(line), {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  process.stdout.write(`${JSON.stringify({ code, ...said })}\n`);
}
process.exit();

#!/usr/bin/env node
import { closeDatabase } from "#db/client.ts";
import { run } from "./run.ts";

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});

try {
  await closeDatabase();
} catch {
  // without settings there is no database to close, and that has been explained
}

// `npm test`, `npm test -- unit`, `npm test -- e2e [Playwright's arguments]`.
import { bootstrap } from "./bootstrap.mjs";
import { explain, say } from "./report.mjs";

try {
  await bootstrap(import.meta.url);
  const { testAll } = await import("./testing/test-all.ts");
  process.exit(await testAll(process.argv.slice(2)));
} catch (error) {
  explain(error);
  say("0 passed, 1 failed");
  process.exit(1);
}

// `npm run check`: lint, format and types of everything, side by side.
import { bootstrap } from "./bootstrap.mjs";
import { explain, failure } from "./report.mjs";

try {
  await bootstrap(import.meta.url);
  const { check } = await import("./testing/check.ts");
  if (!(await check())) throw failure("The check failed.");
} catch (error) {
  explain(error);
  process.exit(1);
}

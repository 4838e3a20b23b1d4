// `npm run dev`: the same as `npm start`, with pages compiled on demand and reloaded when their source changes.
import { bootstrap } from "./bootstrap.mjs";
import { explain } from "./report.mjs";

try {
  await bootstrap(import.meta.url);
  const { launch } = await import("./launch.ts");
  await launch({ mode: "development" });
  process.exit(0);
} catch (error) {
  explain(error);
  process.exit(1);
}

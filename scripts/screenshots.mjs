// `npm run screenshots`: every screen, light and dark, at 360, 768 and 1440 px, into ./screenshots.
import { bootstrap } from "./bootstrap.mjs";
import { explain } from "./report.mjs";

try {
  await bootstrap(import.meta.url);
  const { drawScreens } = await import("./draw-screens.ts");
  await drawScreens();
  process.exit(0);
} catch (error) {
  explain(error);
  process.exit(1);
}

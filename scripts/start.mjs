// `npm start`. Runs under any Node ≥ 20.19 until bootstrap() goes on under the pinned one.
import { bootstrap } from "./bootstrap.mjs";
import { requirePort } from "./free-port.mjs";
import { explain } from "./report.mjs";

try {
  // Minutes of installing and building for nothing would be unkind. A value that is no port is for lib/env.ts to explain.
  const port = Number(process.env.PORT || 3000);
  if (Number.isInteger(port) && port > 0 && port < 65_536) await requirePort(port, process.env.HOST || "127.0.0.1");
  await bootstrap(import.meta.url);
  const { launch } = await import("./launch.ts");
  await launch({ mode: "production" });
  process.exit(0);
} catch (error) {
  explain(error);
  process.exit(1);
}

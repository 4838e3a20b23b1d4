import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "../fixtures/test.ts";
import { parseExchange, play } from "../idp/player.ts";

// One test for each file: adding a file adds a test. Exchanges about groups lie in a folder of their own.
const folders = ["entra", "okta", "onelogin", "google", "jumpcloud", "ping"];
const root = join(import.meta.dirname, "../idp");

for (const folder of folders) {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  for (const file of files.sort()) {
    const exchange = parseExchange(readFileSync(join(root, folder, file), "utf8"));
    test(`${exchange.idp}: ${exchange.title}`, { annotation: { type: "source", description: exchange.source } }, async ({
      configuration,
    }) => {
      expect(exchange.idp).toBe(folder);
      expect(await play(exchange, configuration)).toEqual([]);
    });
  }
}

import { globSync, readFileSync } from "node:fs";
import { bundleSizes } from "../../scripts/bundle-sizes.ts";
import { withEagerModules } from "../../scripts/eager-modules.ts";
import { expect, test } from "../fixtures/test.ts";

const kilobyte = 1000;
/** Of compressed JavaScript, 133 kB of which are React and Next. */
const allowed = 200 * kilobyte;

/** Pages that may be larger, and why. */
const larger = [
  {
    pages: /^\/\(console\)/,
    upTo: 240 * kilobyte,
    // loaded once for all pages of the console: each page adds 1 to 30 kB to it
    reason: "the shell around every page, with its menus, search, notices and dialogs that a keyboard can use (70 kB)",
  },
  { pages: /^\/design$/, upTo: 240 * kilobyte, reason: "shows every component there is" },
];

test("no page loads more JavaScript than it may", () => {
  const sizes = [...bundleSizes()];
  expect(sizes.length).toBeGreaterThan(20);
  const limitOf = (page: string) => larger.find(({ pages }) => pages.test(page))?.upTo ?? allowed;
  expect(sizes.filter(([page, size]) => size > limitOf(page))).toEqual([]);
});

test("browsers compile the modules of each page while it arrives", () => {
  const codeOf = (file: string) => readFileSync(file, "utf8");
  const files = globSync(".next/static/chunks/**/*.js");
  expect(files.filter((file) => /,\d+,\(\(?[a-z,]*\)?=>/.test(codeOf(file))).length).toBeGreaterThan(20);
  expect(files.filter((file) => withEagerModules(codeOf(file)) !== codeOf(file))).toEqual([]);
});

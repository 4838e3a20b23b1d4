import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { root } from "./bootstrap.mjs";

/** What the product is built on, whatever else comes and goes. */
const foundation = [
  "next",
  "react",
  "next-auth",
  "drizzle-orm",
  "postgres",
  "@tanstack/react-table",
  "tailwindcss",
  "jose",
  "zod",
];

const source = globSync(["*.ts", "{app,components,db,lib}/**/*.{ts,tsx,css}"], { cwd: root })
  .map((file) => readFileSync(path.join(root, file), "utf8"))
  .join("\n");

test.each(foundation)("the product is built on %s", (name) => {
  expect(source).toMatch(new RegExp(`(from|import) "${name}(/[^"]+)?"`));
});

// `node scripts/bundle-sizes.ts` lists what the last build makes a browser load for each page.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";
import { z } from "zod";
import { root } from "./bootstrap.mjs";

const build = path.join(root, ".next");
const buildManifest = z.object({ rootMainFiles: z.array(z.string()) });
const pageManifests = z.record(z.string(), z.object({ entryJSFiles: z.record(z.string(), z.array(z.string())) }));

/** Compressed JavaScript in bytes by page: Next and React, and what the page and the layouts around it import. */
export function bundleSizes(): Map<string, number> {
  const { rootMainFiles } = buildManifest.parse(JSON.parse(readFileSync(path.join(build, "build-manifest.json"), "utf8")));
  const sizes = new Map<string, number>();
  const sizeOf = (file: string) => {
    const known = sizes.get(file) ?? gzipSync(readFileSync(path.join(build, file))).length;
    sizes.set(file, known);
    return known;
  };
  const pages = globSync("server/app/**/page_client-reference-manifest.js", { cwd: build }).flatMap((file) =>
    Object.entries(readManifest(path.join(build, file))),
  );
  return new Map(
    pages.map(([page, { entryJSFiles }]) => {
      const files = new Set([...rootMainFiles, ...Object.values(entryJSFiles).flat()]);
      return [page.replace(/\/page$/, ""), [...files].reduce((sum, file) => sum + sizeOf(file), 0)];
    }),
  );
}

/** A script that assigns to a global. */
function readManifest(file: string): z.infer<typeof pageManifests> {
  const context: { globalThis: { __RSC_MANIFEST?: unknown } } = { globalThis: {} };
  vm.runInNewContext(readFileSync(file, "utf8"), context);
  return pageManifests.parse(context.globalThis.__RSC_MANIFEST);
}

if (import.meta.main) {
  for (const [page, size] of [...bundleSizes()].toSorted(([, one], [, other]) => other - one))
    process.stdout.write(`${(size / 1000).toFixed(0).padStart(4)} kB  ${page || "/"}\n`);
}

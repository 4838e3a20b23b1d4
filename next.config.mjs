// Read at each start, not only when building. A bad value is for lib/env.ts to explain.
const origin = process.env.PUBLIC_ORIGIN ?? "";

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: true }, // `npm run check` type-checks everything, tests included, before a build lands
  compiler: {
    runAfterProductionCompile: async ({ distDir }) => (await import("./scripts/eager-modules.ts")).compileModulesEarly(distDir),
  },
  skipTrailingSlashRedirect: true, // a SCIM client does not follow the redirect
  experimental: {
    // proxy.ts hands on what comes to the bare origin: a group's body whole, and enough of a larger one to refuse it
    proxyClientMaxBodySize: "17mb",
    // Next compares the browser's Origin with Host, which a proxy in front may have rewritten
    serverActions: { allowedOrigins: URL.canParse(origin) ? [new URL(origin).host] : [] },
  },
  serverExternalPackages: ["@node-rs/argon2", "pino", "postgres"],
};

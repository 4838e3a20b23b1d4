/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: true }, // `npm run check` type-checks everything, tests included, before a build lands
  skipTrailingSlashRedirect: true, // a SCIM client does not follow the redirect
  // proxy.ts hands on what comes to the bare origin: a group's body whole, and enough of a larger one to refuse it
  experimental: { proxyClientMaxBodySize: "17mb" },
  serverExternalPackages: ["@node-rs/argon2", "pino", "postgres"],
};

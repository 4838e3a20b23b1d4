/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  // The listener in server.ts answers /scim itself; pages are small and dynamic, a proxy in front may compress.
  compress: false,
  typescript: { ignoreBuildErrors: true }, // `npm run check` type-checks everything, tests included, before a build lands
  skipTrailingSlashRedirect: true, // a SCIM client does not follow the redirect
  serverExternalPackages: ["@node-rs/argon2", "pino", "postgres"],
};

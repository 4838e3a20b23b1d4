import { handleScim } from "#lib/scim-endpoint/handle.ts";

// The second door to the endpoint, for deployments without server.ts; both pass the same tests.
export {
  handleScim as DELETE,
  handleScim as GET,
  handleScim as HEAD,
  handleScim as OPTIONS,
  handleScim as PATCH,
  handleScim as POST,
  handleScim as PUT,
};

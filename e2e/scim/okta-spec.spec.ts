// Okta's "SCIM 2.0 SPEC Test", which an app has to pass before it is reviewed for Okta's catalogue.
import { randomUUID } from "node:crypto";
import { scimClient } from "../fixtures/scim-client.ts";
import { readRunscope } from "../suites/runscope.ts";
import { testSuite } from "../suites/suite.ts";

testSuite({
  file: "Okta-SCIM-20-SPEC-Test.json",
  read: readRunscope,
  async prepare({ tenantUrl, token }) {
    const scim = scimClient(tenantUrl, token);
    const name = { givenName: "Ann", familyName: "Lee" };
    const emails = [{ primary: true, type: "work", value: "ann@example.com" }];
    await scim.post("/Users", { userName: "ann@example.com", name, emails, active: true });
    await scim.post("/Groups", { displayName: "Sales" });
    const random = randomUUID().slice(-12);
    return {
      SCIMBaseURL: tenantUrl,
      auth: `Bearer ${token}`,
      InvalidUserEmail: `nobody-${random}@example.com`,
      UserIdThatDoesNotExist: randomUUID(),
      randomEmail: `${random}@example.com`,
      randomUsername: `user-${random}@example.com`,
      randomUsernameCaps: `USER-${random}@EXAMPLE.COM`,
      randomGivenName: `Given${random}`,
      randomFamilyName: `Family${random}`,
    };
  },
  deviations: [],
});

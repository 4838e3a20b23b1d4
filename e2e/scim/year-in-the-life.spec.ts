import { expect, test } from "../fixtures/test.ts";

// A year of joiners, leavers, renames and group changes, cut into a few cycles; some answers get lost and their requests come again.
const shortYear = ["--scenario", "year", "--users", "60", "--groups", "10", "--days", "12", "--rate", "0"];

for (const idp of ["entra", "okta", "onelogin"]) {
  test(`${idp}: after a year the endpoint has what the directory has`, async ({ simulator, configuration }) => {
    test.setTimeout(240_000); // about 700 requests
    const { tenantUrl, token } = configuration;
    const run = simulator(idp, "--url", tenantUrl, "--token", token, ...shortYear);
    const { exit, output } = await run.then(
      (table) => ({ exit: 0, output: table }),
      ({ code, stdout }) => ({ exit: code, output: stdout }),
    );
    expect(exit, output).toBe(0);
    expect(output).toContain(`${idp} year: `);
  });
}

test("an import in pages of any size lists everybody and every group once", async ({ simulator, configuration }) => {
  const { tenantUrl, token } = configuration;
  const connection = ["--url", tenantUrl, "--token", token, "--rate", "0"];
  await simulator("okta", ...connection, "--users", "30", "--groups", "9");
  const report = JSON.parse(await simulator("okta", ...connection, "--scenario", "import", "--json"));
  expect(report).toMatchObject({ ok: true, counts: { "users listed": 30, "groups listed": 9 } });
});

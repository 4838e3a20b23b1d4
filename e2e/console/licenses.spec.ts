import type { Page } from "@playwright/test";
import postgres from "postgres";
import { runningServer } from "../fixtures/running-server.ts";
import { makeAdmin, postSignIn, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { expectAccessible, expectStateAccessible } from "./accessible.ts";
import { makeCustomer } from "./customer.ts";
import { activationPath, receive } from "./mailbox.ts";
import { expectCounts } from "./scim-setup.ts";
import { catchAction, sendAction } from "./server-action.ts";
import { watchConsole } from "./watch-console.ts";

test.describe.configure({ timeout: 180_000 });

const license = "Sales Navigator Advanced";
const bought = (total: number) => ({ instance: "Sales Navigator", license: "Advanced", total });
const named = ["--instance", "Sales Navigator", "--license", "Advanced"];
const userSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
const patchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** A customer with so many licenses whose IdP assigns them to everybody it sends. */
const licensesTest = test.extend<{ connect: (total: number) => Promise<Connected> }>({
  connect: async ({ cli, scim }, use) => {
    await use(async (total) => {
      const { account, admin } = await makeCustomer(bought(total));
      const create = ["configuration", "create", "--account", account, "--name", "Entra ID", "--auto-assign", ...named];
      const client = scim((await cli(...create)).token);
      const domain = `${account}.example`;
      return {
        ...{ account, admin },
        add: async (name) => {
          const emails = [{ value: `${name}@${domain}`, type: "work", primary: true }];
          const answer = await client.post("/Users", {
            schemas: [userSchema],
            userName: `${name}@${domain}`,
            displayName: name,
            emails,
          });
          expect(answer.status).toBe(201);
          return { id: answer.body.id, name, email: `${name}@${domain}` };
        },
        disable: async ({ id }) => {
          const Operations = [{ op: "replace", path: "active", value: false }];
          expect((await client.patch(`/Users/${id}`, { schemas: [patchSchema], Operations })).status).toBe(200);
        },
        isActive: async ({ id }) => (await client.get(`/Users/${id}`)).body.active,
      };
    });
  },
});

type Person = { id: string; name: string; email: string };
type Connected = {
  account: string;
  admin: Awaited<ReturnType<typeof makeAdmin>>;
  add(name: string): Promise<Person>;
  disable(person: Person): Promise<void>;
  isActive(person: Person): Promise<boolean>;
};

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const inLine = (page: Page) => page.getByRole("table", { name: `Waiting line of ${license}` }).getByRole("row");

/** As if all invitations of the account had been sent so long ago. */
async function invitedDaysAgo(account: string, days: number): Promise<void> {
  const sql = postgres(String(runningServer().environment.DATABASE_URL), { max: 1 });
  await sql`update license_assignments set invited_at = now() - make_interval(days => ${days})
             where account_id = (select id from accounts where slug = ${account}) and state = 'invited'`;
  await sql.end();
}

/** From the list of licenses to the one of this file. */
async function openLicense(page: Page): Promise<void> {
  await page.getByRole("table", { name: "Licenses" }).getByRole("link", { name: license, exact: true }).click();
  await expect(page.getByRole("heading", { name: license, level: 1 })).toBeVisible();
}

licensesTest(
  "the first in line gets the license that the IdP frees, is invited by email, opens the invitation and is Activated",
  async ({ page, browser, baseURL, connect }) => {
    const said = watchConsole(page);
    const { admin, add, disable } = await connect(3);
    const people = [];
    for (const name of ["Ann", "Ben", "Cid", "Dan", "Eve"]) people.push(await add(name));
    const [ann, , , dan] = people;
    if (!ann || !dan) throw new Error("five people were added");

    await signIn(page, admin, "/licenses");
    await expect(page.getByText("3 of 3 licenses are taken, and 2 people wait.")).toBeVisible();
    await openLicense(page);
    await expect(page.getByText("Full, and 2 people wait.")).toBeVisible();
    await page.getByRole("link", { name: "Waiting line" }).click();
    await expect(inLine(page)).toHaveCount(3);
    await expect(inLine(page).nth(1)).toContainText(/1\s*Dan/);
    await expect(inLine(page).nth(1)).toContainText("Auto-assigned by Entra ID");
    await expect(inLine(page).nth(2)).toContainText(/2\s*Eve/);

    await disable(ann);
    await expect(inLine(page)).toHaveCount(2);
    await expect(inLine(page).nth(1)).toContainText(/1\s*Eve/);

    const mail = await receive(dan.email);
    expect(mail.subject).toBe(`Activate your ${license} license`);
    const visitor = await browser.newPage({ baseURL });
    const heard = watchConsole(visitor);
    const link = activationPath(mail);
    await visitor.goto(link);
    await expect(visitor.getByRole("heading", { name: `Activate ${license}` })).toBeVisible();
    for (const told of ["Sales Navigator", "Advanced", "Dan"]) {
      await expect(visitor.getByRole("definition").filter({ hasText: told }).first()).toBeVisible();
    }
    await expectAccessible(visitor, "an invitation");
    // a mail scanner opened it: nothing happened
    await page.goto("/users");
    await expectCounts(page, license, { Available: 0, Invited: 3, Activated: 0, Waiting: 1 });

    await button(visitor, "Activate").click();
    await expect(visitor.getByRole("heading", { name: "Activated" })).toBeVisible();
    await expect(visitor.getByRole("status")).toContainText(`${license} is yours.`);
    await expectStateAccessible(visitor, "an activated invitation");
    await expectCounts(page, license, { Available: 0, Invited: 2, Activated: 1, Waiting: 1 });
    await visitor.goto(link);
    await expect(visitor.getByRole("heading", { name: "Activated already" })).toBeVisible();
    await expect(button(visitor, "Activate")).toHaveCount(0);

    await page.goto(`/users/${dan.id}`);
    await expect(page.getByText("Activated the license.")).toBeAttached();
    expect([...said, ...heard]).toEqual([]);
    await visitor.close();
  },
);

licensesTest("an invitation works before any script has loaded", async ({ browser, baseURL, connect }) => {
  const { add } = await connect(1);
  const { email } = await add("Ann");
  const link = activationPath(await receive(email));
  const visitor = await browser.newPage({ baseURL, javaScriptEnabled: false });
  await visitor.goto(link, { waitUntil: "load" });
  await button(visitor, "Activate").click();
  await expect(visitor.getByRole("heading", { name: "Activated" })).toBeVisible();
  await visitor.close();
});

licensesTest(
  "a link that is wrong, replaced or of a returned license says so, tells nothing and changes nothing",
  async ({ page, cli, connect }) => {
    const { account, add, disable } = await connect(2);
    const ann = await add("Ann");
    const link = activationPath(await receive(ann.email));
    const counts = async () => (await cli("pool", "list", "--account", account))[0];
    const refused = async (path: string, heading: string) => {
      await page.goto(path);
      await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
      await expect(button(page, "Activate")).toHaveCount(0);
      await expect(page.getByRole("main")).not.toContainText(/Ann|Sales Navigator/);
      await expect(page.getByRole("main")).not.toContainText(account);
    };
    for (const wrong of ["/activate/x", `${link.slice(0, -1)}${link.endsWith("A") ? "E" : "A"}`, link.replace(/\.[^.]+$/, ".")])
      await refused(wrong, "This link does not work");
    await disable(ann);
    await refused(link, "This invitation is no longer open");
    await cli("license", "assign", ann.id, "--account", account, ...named);
    await refused(link, "This invitation is no longer open"); // inactive: still not hers
    expect(await counts()).toMatchObject({ invited: 0, activated: 0 });
  },
);

licensesTest("where only activations count, who activates too late is on the waiting line", async ({ page, cli, connect }) => {
  const { account, admin, add } = await connect(1);
  await signIn(page, admin, "/licenses");
  await openLicense(page);
  await page.getByRole("region", { name: "What counts as taken" }).getByRole("button", { name: "Change" }).click();
  await button(page, "Count only activations").click();
  await expect(page.getByText("Activations alone")).toBeVisible();
  const [ann, ben] = [await add("Ann"), await add("Ben")];
  const link = async (id: string) => new URL((await cli("invitation", "link", id, "--account", account, ...named)).url).pathname;
  const [first, second] = [await link(ann.id), await link(ben.id)];
  await page.goto(first);
  await button(page, "Activate").click();
  await expect(page.getByRole("heading", { name: "Activated" })).toBeVisible();
  await page.goto(second);
  await button(page, "Activate").click();
  await expect(page.getByRole("heading", { name: "You are on the waiting line" })).toBeVisible();
  expect((await cli("pool", "list", "--account", account))[0]).toMatchObject({ activated: 1, waiting: 1 });
});

licensesTest(
  "more licenses go at once to who waits; fewer than are in use are refused with how many to return",
  async ({ page, connect }) => {
    const { admin, add } = await connect(2);
    for (const name of ["Ann", "Ben", "Cid"]) await add(name);
    await signIn(page, admin, "/licenses");
    await openLicense(page);
    const total = async (text: string) => {
      await page.getByRole("textbox", { name: "Total" }).fill(text);
      await page.getByRole("dialog").getByRole("button", { name: "Change total" }).click();
    };
    await button(page, "Change total").click();
    await total("1");
    await expect(
      page.getByRole("alert").filter({ hasText: "2 licenses are in use. Return 1 before setting the total to 1." }),
    ).toBeVisible();
    await expectStateAccessible(page, "a refused total");
    await total("many");
    await expect(page.getByRole("textbox", { name: "Total" })).toHaveAccessibleDescription("Give a whole number from 0.");
    await total("5");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expectCounts(page, license, { Available: 2, Invited: 3, Activated: 0, Waiting: 0 });
  },
);

licensesTest(
  "an admin moves somebody to the front, returns a license, and lifts the exclusion",
  async ({ page, cli, connect }) => {
    const { account, admin, add } = await connect(1);
    const ann = await add("Ann");
    for (const name of ["Ben", "Cid"]) await add(name);
    await signIn(page, admin, "/licenses");
    await openLicense(page);
    await page.getByRole("link", { name: "Waiting line" }).click();
    await expectStateAccessible(page, "the waiting line");
    await button(page, "Move to front of the line: Cid").click();
    await expect(page.getByRole("alertdialog")).toContainText("1 person waits one place longer");
    await page.getByRole("alertdialog").getByRole("button", { name: "Move to front" }).click();
    await expect(inLine(page).nth(1)).toContainText(/1\s*Cid/);

    await cli("license", "return", ann.id, "--account", account, "--why", "On leave", ...named);
    await expect(inLine(page).nth(1)).toContainText(/1\s*Ben/);
    await page.goto("/licenses/exclusions");
    const row = page.getByRole("row").filter({ hasText: "Ann" });
    await expect(row).toContainText("On leave");
    await expectStateAccessible(page, "exclusions");
    await button(page, "Lift the exclusion of Ann").click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Lift exclusion" }).click();
    await expect(page.getByText("Nobody is excluded")).toBeVisible();
  },
);

licensesTest(
  "who was invited long ago and never activated is asked again, or gives the license to who waits, many at once",
  async ({ page, connect }) => {
    const { account, admin, add } = await connect(4);
    for (const name of ["Ann", "Ben", "Cid", "Dan", "Eve", "Fay"]) await add(name);
    await invitedDaysAgo(account, 20);
    await signIn(page, admin, "/licenses");
    await openLicense(page);
    await page.getByRole("link", { name: "Never activated" }).click();
    await expect(page.getByText("4 people were invited more than 14 days ago and never activated.")).toBeVisible();
    await page.getByLabel("Not activated for").selectOption("30 days");
    await expect(page.getByText("No open invitation is older than 30 days.")).toBeVisible();
    await page.getByLabel("Not activated for").selectOption("14 days");
    await page.getByRole("checkbox", { name: "Select Ann" }).check();
    await page.getByRole("checkbox", { name: "Select Ben" }).check();
    await expectStateAccessible(page, "never activated");
    await button(page, "Return license").click();
    await expect(page.getByRole("alertdialog")).toContainText("2 people");
    await page.getByRole("alertdialog").getByLabel("Why").fill("Never used");
    await page.getByRole("alertdialog").getByRole("button", { name: "Return license" }).click();
    await expect(page.getByRole("region", { name: /^Return / })).toContainText("Done: 2.");
    await expect(page.getByText("2 people were invited more than 14 days ago and never activated.")).toBeVisible();

    await page.getByRole("checkbox", { name: "Select all on this page" }).check();
    await button(page, "Resend invitation").click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Resend invitation" }).click();
    await expect(page.getByRole("region", { name: /^Resend invitation/ })).toContainText("Done: 2.");
    await expect(page.getByText("No open invitation is older than 14 days.")).toBeVisible();
    await page.goto("/licenses");
    await expectCounts(page, license, { Available: 0, Invited: 4, Activated: 0, Waiting: 0 });
    await page.goto("/licenses/exclusions");
    await expect(page.getByRole("row").filter({ hasText: "Ben" })).toContainText("Never used");
  },
);

licensesTest(
  "many who leave at once are held back, and one press gives everybody back what they had",
  async ({ page, cli, connect }) => {
    const said = watchConsole(page);
    const { account, admin, add, disable, isActive } = await connect(24);
    const people: Person[] = [];
    for (let index = 1; index <= 25; index++) people.push(await add(`Person ${index}`));
    const leavers = people.slice(0, 22);
    for (const person of leavers) await disable(person);

    await signIn(page, admin, "/licenses");
    const banner = page.getByRole("status").filter({ hasText: "22 people became inactive within an hour" });
    await expect(banner).toContainText("Entra ID removed their access");
    await expectAccessible(page, "a mass leave");
    await banner.getByRole("button", { name: "Restore all" }).click();
    const dialog = page.getByRole("alertdialog");
    await expect(dialog).toContainText(
      /^Restore all\?22 people get their access, groups and \d+ licenses back, exactly as before\./,
    );
    await expectStateAccessible(page, "restoring a mass leave");
    await dialog.getByRole("button", { name: "Restore all" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(banner).toHaveCount(0);
    for (const person of leavers) expect(await isActive(person)).toBe(true);
    const [pool] = await cli("pool", "list", "--account", account);
    expect([pool.invited, pool.held, pool.waiting]).toEqual([24, 0, 1]);
    expect(said).toEqual([]);
  },
);

licensesTest(
  "more people than an admin can wait for come back in a job that the page follows and nobody stops",
  async ({ page, cli, connect }) => {
    const { account, admin, add, disable } = await connect(30);
    const people: Person[] = [];
    for (let index = 1; index <= 520; index += 20)
      people.push(...(await Promise.all(Array.from({ length: 20 }, (_, more) => add(`Person ${index + more}`)))));
    for (let index = 0; index < 520; index += 20) await Promise.all(people.slice(index, index + 20).map(disable));
    await signIn(page, admin, "/licenses");
    await button(page, "Restore all").click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Restore all" }).click();
    const notice = page.getByRole("region", { name: "Restore everybody who left" });
    await expect(notice).toBeVisible();
    await expect(page.getByText("became inactive within an hour")).toHaveCount(0);
    await expect(notice.getByRole("button", { name: "Stop" })).toHaveCount(0);
    await expect(notice).toContainText("Done: 520.");
    await expectAccessible(page, "a restored mass leave");
    await notice.getByRole("link", { name: "View result" }).click();
    await expect(page.getByRole("row").filter({ hasText: "Person 1" }).first()).toContainText("Done");
    const [pool] = await cli("pool", "list", "--account", account);
    expect([pool.invited, pool.held, pool.waiting]).toEqual([30, 0, 490]);
  },
);

licensesTest("what a mass leave holds back can be released to who waits", async ({ page, cli, connect }) => {
  const { account, admin, add, disable } = await connect(22);
  const people: Person[] = [];
  for (let index = 1; index <= 23; index++) people.push(await add(`Person ${index}`));
  for (const person of people.slice(0, 21)) await disable(person);
  await signIn(page, admin, "/licenses");
  await button(page, "Release").click();
  await expect(page.getByRole("alertdialog")).toContainText(/^Release the licenses\?21 people stay without access/);
  await page.getByRole("alertdialog").getByRole("button", { name: "Release" }).click();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await expect(page.getByText("became inactive within an hour")).toHaveCount(0);
  const [pool] = await cli("pool", "list", "--account", account);
  expect([pool.invited, pool.held, pool.waiting]).toEqual([2, 0, 0]);
});

licensesTest("licenses are added from the catalogue, once", async ({ page, connect }) => {
  const { admin } = await connect(2);
  await signIn(page, admin, "/licenses");
  await expectAccessible(page, "Licenses");
  const add = async (product: string, total: string) => {
    await button(page, "Add licenses").click();
    await page.getByLabel("Product").selectOption(product);
    await page.getByRole("textbox", { name: "Total" }).fill(total);
    await page.getByRole("dialog").getByRole("button", { name: "Add licenses" }).click();
  };
  await add("Learning", "12");
  await page.waitForURL(/\/licenses\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { name: "Learning", level: 1 })).toBeVisible();
  await expectCounts(page, "Learning", { Available: 12, Invited: 0, Activated: 0, Waiting: 0 });
  await expect(page.getByText("Show the numbers").first()).toBeVisible();
  await expectAccessible(page, "a license");
  await page.goto("/licenses");
  await add("Learning", "13");
  await expect(
    page.getByRole("alert").filter({ hasText: "Learning has Learning licenses. Change their total instead." }),
  ).toBeVisible();
  await expectStateAccessible(page, "adding licenses again");
});

licensesTest(
  "a Sub admin sees licenses and changes nothing, whatever is sent",
  async ({ page, playwright, baseURL, cli, connect }) => {
    const { account, admin, add } = await connect(1);
    for (const name of ["Ann", "Ben", "Cid"]) await add(name);
    await signIn(page, admin, "/licenses");
    await openLicense(page);
    const change = await catchAction(page, async () => {
      await button(page, "Change total").click();
      await page.getByRole("textbox", { name: "Total" }).fill("9");
      await page.getByRole("dialog").getByRole("button", { name: "Change total" }).click();
    });
    const sub = await makeAdmin(account, "sub");
    const context = await playwright.request.newContext({ baseURL });
    await postSignIn(context, sub);
    expect(await sendAction(context, change)).toContain("Only a Full admin can do this.");
    expect((await cli("pool", "list", "--account", account))[0]).toMatchObject({ total: 1 });
    await context.dispose();

    await page.context().clearCookies();
    await signIn(page, sub, "/licenses");
    await expect(button(page, "Add licenses")).toHaveCount(0);
    await openLicense(page);
    for (const name of ["Change total", "Change"]) await expect(button(page, name)).toHaveCount(0);
    await page.getByRole("link", { name: "Waiting line" }).click();
    await expect(inLine(page)).toHaveCount(3);
    await expect(button(page, /Move to front/)).toHaveCount(0);
  },
);

import type { Page } from "@playwright/test";
import { makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { watchConsole } from "./watch-console.ts";

const call = "attacked()"; // every payload calls it, or loads /attacked
const hostile = [
  `<script>${call}</script>`,
  `</script><script>${call}</script>`,
  `</title><script>${call}</script>`,
  `</textarea><img src=/attacked onerror=${call}>`,
  `<img src=/attacked onerror=${call}>`,
  `<img src="/attacked"/onerror="${call}">`,
  `"><img src=/attacked onerror=${call}>`,
  `'><svg onload=${call}>`,
  `<svg/onload=${call}>`,
  `<iframe src="javascript:parent.${call}"></iframe>`,
  `<iframe srcdoc="<script>parent.${call}</script>"></iframe>`,
  `<a href="javascript:${call}">click</a>`,
  `<details open ontoggle=${call}>`,
  `<body onload=${call}>`,
  `<style>@import '/attacked';</style>`,
  `<link rel=stylesheet href=/attacked>`,
  `<base href="//attacked.example/">`,
  `<meta http-equiv=refresh content="0;url=/attacked">`,
  `<form action=/attacked><button>Users</button></form>`,
  `<math><mtext></p><img src=/attacked onerror=${call}>`,
  `<!--<img src="--><img src=/attacked onerror=${call}>`,
  `<![CDATA[<img src=/attacked onerror=${call}>]]>`,
  `" autofocus onfocus=${call} x="`,
  `' onmouseover=${call} x='`,
  `\` onload=${call} \``,
  `javascript:${call}`,
  `data:text/html,<script>${call}</script>`,
  `{{constructor.constructor('${call}')()}}`,
  `\${${call}}`,
  `#{${call}}`,
  `<%= ${call} %>`,
  `{%raw%}${call}{%endraw%}`,
  `$&$1$\`$'`,
  `%3Cscript%3E${call}%3C/script%3E`,
  `&lt;script&gt;${call}&lt;/script&gt;`,
  `&#60;script&#62;${call}`,
  `\\u003cscript\\u003e${call}`,
  `'; drop table users; --`,
  `" or 1=1 --`,
  `=HYPERLINK("/attacked","a")`,
  `@SUM(1+1)*cmd|' /C calc'!A0`,
  `[a](javascript:${call})`,
  "\u202Egnp.exe\u202C",
  "\u2066isolate\u2069 \u200Bzero\u200Dwidth\uFEFF",
  "line\u2028separator\u2029 two",
  "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽",
  "Z̸̢̛͎a̷̧l̴g̶o̵ ﷽",
  "__proto__",
  "null",
  `${"W".repeat(199)}!`,
];

/** Fails on whatever ran or was loaded; answers what it saw. */
async function watch(page: Page): Promise<string[]> {
  const seen = watchConsole(page);
  page.on("dialog", (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url().includes("attacked") && !request.url().includes("?")) seen.push(`request: ${request.url()}`);
  });
  await page.exposeFunction("attacked", () => seen.push("a name ran as script"));
  return seen;
}

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test("fifty hostile names execute nothing on any page, and stand there letter by letter", async ({
  page,
  account,
  configuration,
  scim,
}) => {
  test.setTimeout(600_000);
  const seen = await watch(page);
  const ids: string[] = [];
  for (const [index, name] of hostile.entries()) {
    const { status, body } = await scim().post("/Users", {
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
      ...{ userName: `${index} ${name}`, externalId: `${index} ${name}`, displayName: name, title: name, nickName: name },
      name: { givenName: name, familyName: name },
      emails: [{ value: `${index}@mail.example`, type: "work", primary: true }],
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { department: name },
    });
    expect(status, name).toBe(201);
    ids.push(body.id);
  }
  const group = { schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"], members: ids.map((value) => ({ value })) };
  const pushed = await scim().post("/Groups", { ...group, displayName: hostile[0] });
  expect(pushed.status).toBe(201);

  await signIn(page, await makeAdmin(account), "/users");
  await expect(page.getByRole("row")).toHaveCount(hostile.length + 1);
  for (const name of hostile) await expect(page.getByRole("row").getByText(name, { exact: true }).first()).toBeVisible();
  expect(await fits(page)).toBe(true);
  for (const [index, id] of ids.entries()) {
    await page.goto(`/users/${id}`);
    const name = hostile[index] ?? "";
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(name);
    expect(await fits(page), name).toBe(true);
  }
  for (const path of ["/groups", `/groups/${pushed.body.id}`]) {
    await page.goto(path);
    await expect(page.getByText(hostile[0] ?? "").first()).toBeVisible();
  }
  for (const name of hostile) {
    await page.goto(`/users?${new URLSearchParams({ q: name, license: name, status: name, state: name, sort: name })}`);
    await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
  }
  await page.goto(`/settings/scim/${configuration.configurationId}`);
  await expect(page.getByRole("heading", { name: "Access tokens" })).toBeVisible();
  expect(seen).toEqual([]);
});

test("a hostile name of a configuration is text on every page, in every dialog", async ({ page, account, cli }) => {
  const seen = await watch(page);
  await signIn(page, await makeAdmin(account));
  for (const name of hostile.slice(2, 5)) {
    const { configurationId } = await cli("configuration", "create", "--account", account, `--name=${name}`);
    await page.goto("/settings/scim");
    await page.getByRole("link", { name, exact: true }).click();
    await page.waitForURL(`**/${configurationId}`);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(name);
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("alertdialog").getByRole("textbox").fill(name);
    await page.getByRole("button", { name: "Delete configuration" }).click();
    await page.waitForURL("**/settings/scim");
  }
  expect(seen).toEqual([]);
});

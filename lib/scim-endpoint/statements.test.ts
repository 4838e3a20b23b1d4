import { beforeAll, expect, it } from "vitest";
import { type Statement, statementsOf } from "../../db/testing/statements.ts";
import { createUser, enterprise, type Idp, listOf, makeIdp, patchOf } from "./testing.ts";

/** How many statements one request costs beside the look-up of its token. */

let idp: Idp;
beforeAll(async () => {
  idp = await makeIdp({ licenses: 10 });
  const manager = await createUser(idp, { userName: "manager" });
  await createUser(idp, { userName: "ada", externalId: "e1", emails: [{ value: "ada@x.org", type: "work" }] });
  await createUser(idp, { userName: "bea", [enterprise]: { manager } });
});

const withoutToken = (statements: Statement[]) => statements.filter(({ text }) => !text.includes("from lookups"));
const cost = async (run: () => Promise<unknown>) => withoutToken(await statementsOf(run)).length;

it.each(['userName eq "ADA"', 'externalId eq "e1"', 'emails[type eq "work"].value eq "ada@x.org"', 'userName eq "nobody"'])(
  "the match query %s: one",
  async (filter) => {
    expect(await cost(() => listOf(idp, { filter }))).toBe(1);
  },
);

it("one more for the names of all managers of a page", async () => {
  expect(await cost(() => listOf(idp, { filter: 'userName eq "bea"' }))).toBe(2);
});

it("a create with a license and an activity row: one", async () => {
  expect(await cost(() => createUser(idp, { userName: "bob" }))).toBe(1);
});

it("a read: one; a PATCH that changes nothing: one; one that changes something: two", async () => {
  const id = await createUser(idp, { userName: "eve", title: "a" });
  const patch = (value: string) => idp(`PATCH /Users/${id}`, patchOf({ op: "replace", path: "title", value }));
  expect(await cost(() => idp(`GET /Users/${id}`))).toBe(1);
  expect(await cost(() => patch("a"))).toBe(1);
  expect(await cost(() => patch("b"))).toBe(2);
});

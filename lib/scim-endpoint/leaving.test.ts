import { describe, expect, it } from "vitest";
import { deleteConfiguration } from "../../db/queries/configurations.ts";
import { poolState, system } from "../../db/testing.ts";
import { createUser, makeIdp, patchOf, scimError } from "./testing.ts";

describe("somebody who was deactivated", () => {
  it.each([
    ["null without a path", "PATCH", patchOf({ op: "replace", value: { active: null, title: "Lead" } })],
    ["null with a path", "PATCH", patchOf({ op: "replace", path: "active", value: null })],
    ["a removed active", "PATCH", patchOf({ op: "remove", path: "active" })],
    ["a PUT that leaves active out", "PUT", { userName: "ann" }],
    ["a PUT with null", "PUT", { userName: "ann", active: null }],
  ])("is not brought back by %s", async (_, method, body) => {
    const idp = await makeIdp({ licenses: 1 });
    const id = await createUser(idp, { userName: "ann" });
    await idp(`PATCH /Users/${id}`, patchOf({ op: "replace", path: "active", value: false }));
    expect(await idp(`${method} /Users/${id}`, body)).toMatchObject({ status: 200, body: { active: false } });
    expect(await poolState(idp, idp.poolId)).toMatchObject({ invited: 0 });
  });
});

describe("a POST that revives", () => {
  it("is 201 also while another configuration writes the same profile", async () => {
    const a = await makeIdp();
    const b = await makeIdp({ account: a });
    const id = await createUser(a, { userName: "ann", externalId: "1" });
    await b(`PATCH /Users/${id}`, patchOf({ op: "replace", path: "title", value: "0" }));
    for (let round = 1; round <= 10; round++) {
      await a(`DELETE /Users/${id}`);
      const [revived] = await Promise.all([
        a("POST /Users", { userName: "ann", externalId: "1" }),
        ...[1, 2, 3, 4].map((n) => b(`PATCH /Users/${id}`, patchOf({ op: "replace", path: "title", value: `${round} ${n}` }))),
      ]);
      expect(revived).toMatchObject({ status: 201, body: { id } });
    }
  });
});

describe("a configuration that an admin deletes", () => {
  it("answers 401 at once, also to a token that this process still remembers", async () => {
    const idp = await makeIdp();
    const id = await createUser(idp, { userName: "ann" });
    const group = (await idp("POST /Groups", { displayName: "Sales" })).body.id;
    await deleteConfiguration(idp, system, idp.configurationId);
    const writes: [string, unknown?][] = [
      ["POST /Users", { userName: "bob" }],
      ["POST /Groups", { displayName: "Late" }],
      [`DELETE /Groups/${group}`],
      [`PATCH /Groups/${group}`, patchOf({ op: "replace", path: "displayName", value: "x" })],
    ];
    for (const [line, body] of writes) {
      const answer = await idp(line, body);
      expect(answer, line).toMatchObject(scimError(401));
      expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer /);
    }
    expect((await idp(`GET /Users/${id}`)).status).toBeGreaterThanOrEqual(400);
  });
});

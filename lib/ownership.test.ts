import { describe, expect, it } from "vitest";
import { mergeOwned, type OwnedProfile, shownTo } from "./ownership.ts";
import { enterpriseSchema, type UserResource } from "./scim/user.ts";

const profile = (attributes: UserResource, ownership: Partial<OwnedProfile> = {}): OwnedProfile => ({
  attributes,
  ownerId: "entra",
  owners: {},
  kept: {},
  ...ownership,
});

describe("who owns which value (rule 4)", () => {
  it("a configuration clears its own values", () => {
    const merged = mergeOwned(profile({ userName: "ann", title: "Lead" }), "entra", { userName: "ann" });
    expect(merged.attributes).toEqual({ userName: "ann" });
    expect(merged.changes).toEqual({ title: ["Lead", null] });
  });

  it("a configuration cannot clear what another one owns", () => {
    const merged = mergeOwned(profile({ userName: "ann", title: "Lead" }), "okta", { userName: "ann" });
    expect(merged.attributes).toEqual({ userName: "ann", title: "Lead" });
    expect(merged.changes).toEqual({});
  });

  it("the last writer owns a value, and only that value", () => {
    const merged = mergeOwned(profile({ userName: "ann", title: "Lead" }), "okta", { userName: "ann", title: "Head" });
    expect(merged).toMatchObject({ attributes: { title: "Head" }, ownerId: "entra", owners: { title: "okta" } });
    const cleared = mergeOwned(merged, "entra", { userName: "ann" });
    expect(cleared.attributes.title).toBe("Head");
    expect(mergeOwned(cleared, "okta", { userName: "ann" }).attributes).toEqual({ userName: "ann" });
  });

  it("a value that its first owner writes again needs no exception any more", () => {
    const taken = mergeOwned(profile({ userName: "ann", title: "Lead" }), "okta", { userName: "ann", title: "Head" });
    expect(mergeOwned(taken, "entra", { userName: "ann", title: "Lead" }).owners).toEqual({});
  });

  it("parts of a name and of the enterprise extension have owners of their own", () => {
    const before = profile({
      userName: "ann",
      name: { givenName: "Ann", familyName: "Lee" },
      [enterpriseSchema]: { department: "Law" },
    });
    const wanted = { userName: "ann", name: { givenName: "Anna" }, [enterpriseSchema]: { costCenter: "7" } };
    const merged = mergeOwned(before, "okta", wanted);
    expect(merged.attributes).toEqual({
      userName: "ann",
      name: { givenName: "Anna", familyName: "Lee" },
      [enterpriseSchema]: { department: "Law", costCenter: "7" },
    });
    expect(merged.owners).toEqual({ "name.givenName": "okta", [`${enterpriseSchema}:costCenter`]: "okta" });
  });

  it("what was kept for a value that is fixed no longer is shown no more", () => {
    const before = profile({ userName: "ann" }, { kept: { title: "Head" } });
    const merged = mergeOwned(before, "entra", { userName: "ann", title: "Chief" });
    expect(merged).toMatchObject({ attributes: { title: "Chief" }, kept: {} });
    expect(shownTo(merged).title).toBe("Chief");
    expect(mergeOwned(before, "entra", { userName: "ann" }).kept).toEqual({});
  });

  it("a value that an admin fixed stays; what the configuration sent is kept and shown to it alone", () => {
    const before = profile({ userName: "ann", title: "Lead" }, { owners: { title: "admin" } });
    const merged = mergeOwned(before, "entra", { userName: "ann", title: "Head" });
    expect(merged.attributes.title).toBe("Lead");
    expect(merged.kept).toEqual({ title: "Head" });
    expect(merged.changes).toEqual({});
    expect(shownTo(merged).title).toBe("Head");
    expect(mergeOwned(merged, "entra", { userName: "ann" }).kept).toEqual({});
  });

  it("what a configuration that left wrote can be cleared by those who stayed, and by itself when it comes back", () => {
    const before = profile({ userName: "ann", title: "Lead" }, { present: ["okta"] });
    expect(mergeOwned(before, "okta", { userName: "ann" }).attributes.title).toBeUndefined();
    expect(mergeOwned(before, "entra", { userName: "ann" }).attributes.title).toBeUndefined();
    expect(mergeOwned({ ...before, present: ["okta", "entra"] }, "okta", { userName: "ann" }).attributes.title).toBe("Lead");
  });

  it("values of a hand-made person can be set by a configuration, but not cleared", () => {
    const before = profile({ userName: "ann", title: "Lead" }, { ownerId: null });
    expect(mergeOwned(before, "entra", { userName: "ann" }).attributes.title).toBe("Lead");
    expect(mergeOwned(before, "entra", { userName: "ann", title: "Head" }).owners).toEqual({ title: "entra" });
  });
});

import { describe, expect, it } from "vitest";
import { emailOf, nameOf, summarize } from "./profile.ts";

describe("the Email of a person", () => {
  it.each([
    [
      "the primary e-mail",
      [
        { type: "work", value: "w@x" },
        { type: "home", value: "h@x", primary: true },
      ],
      "h@x",
    ],
    [
      "else work",
      [
        { type: "home", value: "h@x" },
        { type: "Work", value: "w@x" },
      ],
      "w@x",
    ],
    ["else the first", [{ type: "home", value: "h@x" }, { value: "o@x" }], "h@x"],
    ["else userName when it has an @", [], "ann@directory"],
  ])("is %s", (_, emails, expected) => {
    expect(emailOf({ userName: "ann@directory", emails })).toBe(expected);
  });

  it("is nothing when no e-mail was sent and userName has no @", () => {
    expect(emailOf({ userName: "ann" })).toBeUndefined();
  });

  it("is shown exactly as sent", () => {
    expect(emailOf({ userName: "ann", emails: [{ value: " Ann@Example.COM" }] })).toBe(" Ann@Example.COM");
  });
});

describe("the name of a person", () => {
  it("is displayName, else the formatted name, else its parts, else userName", () => {
    const name = { formatted: "Lee, Ann", givenName: "Ann", familyName: "Lee" };
    expect(nameOf({ userName: "u", displayName: "Annie", name })).toBe("Annie");
    expect(nameOf({ userName: "u", name })).toBe("Lee, Ann");
    expect(nameOf({ userName: "u", name: { givenName: "Ann", familyName: "Lee" } })).toBe("Ann Lee");
    expect(nameOf({ userName: "u" })).toBe("u");
  });
});

it("search finds a person without regard to case or width", () => {
  expect(summarize({ userName: "ＡＮＮ", title: "LEAD" }).searchText).toBe("ann\n\nann\nlead");
});

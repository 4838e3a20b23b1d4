import { describe, expect, it } from "vitest";
import { addressProblems, parseAddresses } from "./addresses.ts";

describe("addresses", () => {
  it("are read as somebody types or pastes them", () => {
    expect(parseAddresses(' a@x.example\nb@x.example, c@x.example;d@x.example e@x.example\n\n"Lee, Ann" <f@x.example>')).toEqual([
      ...["a", "b", "c", "d", "e"].map((name) => ({ email: `${name}@x.example` })),
      { email: "f@x.example", name: "Lee, Ann" },
    ]);
    expect(parseAddresses("Ann Lee <ann@x.example>; <bo@x.example>")).toEqual([
      { email: "ann@x.example", name: "Ann Lee" },
      { email: "bo@x.example" },
    ]);
    expect(parseAddresses("  \n ")).toEqual([]);
  });

  it("that are none, or are there twice in whatever case, are told by their place", () => {
    const problems = addressProblems(parseAddresses("a@x.example, nobody, A@X.example, a@b, <>, @x.example"));
    expect([...problems]).toEqual([
      [1, "This is not an e-mail address."],
      [2, "This address is in the list twice."],
      [3, "This is not an e-mail address."],
      [4, "This is not an e-mail address."],
      [5, "This is not an e-mail address."],
    ]);
  });
});

import { describe, expect, test } from "vitest";
import { canon, canonicalCopy } from "./canon.ts";
import { enterpriseSchema, type UserResource, userType } from "./user.ts";

describe("canon", () => {
  test.each([
    ["Barbara.Jensen@Example.COM", "barbara.jensen@example.com", "case"],
    ["ＢＪｅｎｓｅｎ", "bjensen", "fullwidth letters"],
    ["ｶﾞ", "ガ", "halfwidth katakana with its mark"],
    ["a\u3000b", "a b", "the ideographic space"],
    ["e\u0301", "é", "combining marks"],
    ["STRASSE", canon("straße"), "ß and SS"],
    ["GROẞ", canon("groß"), "capital and small sharp s"],
    ["ΣΊΣΥΦΟΣ", canon("σίσυφος"), "final and capital sigma"],
    ["İstanbul", canon("i\u0307stanbul"), "the dotted capital I"],
    ["K", "k", "the Kelvin sign"],
    ["ﬃ", "ffi", "ligatures"],
  ])("%s and %s are equal: %s", (a, b) => {
    expect(canon(a)).toBe(canon(b));
  });

  test("a sigma is the same wherever it stands, so that co and ew find it", () => {
    expect(canon("ΟΔΟΣ").endsWith(canon("Σ"))).toBe(true);
    expect(canon("ς")).toBe(canon("σ"));
  });

  test("the dotless ı stays apart from i, as in Unicode's case folding", () => {
    expect(canon("ılgaz")).not.toBe(canon("ilgaz"));
    expect(canon("IŞIK")).toBe(canon("işik"));
  });

  test("superscripts and other compatibility characters are not mapped, only width and case", () => {
    expect(canon("x²")).toBe("x²");
    expect(canon("①")).toBe("①");
  });

  test("canon is idempotent for every code point that has case, width or a decomposition", () => {
    const wrong: string[] = [];
    // Above U+2FA1F Unicode has none of them.
    for (let code = 0; code <= 0x2fa1f; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const character = String.fromCodePoint(code);
      const once = canon(character);
      if (canon(once) !== once || canon(character.normalize("NFD")) !== once) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });
});

test("the canonical copy folds what has no case, keeps what is case-exact, and leaves out columns, relations and secrets", () => {
  const user: UserResource = {
    userName: "BJensen",
    externalId: "ABC",
    active: true,
    profileUrl: "https://Example.com/B",
    emails: [{ value: "B@Example.com", type: "WORK", primary: true }],
    x509Certificates: [{ value: "MIIC", display: "Mine" }],
    [enterpriseSchema]: { department: "Sales", manager: { value: "AbC" } },
  };
  const before = structuredClone(user);
  expect(canonicalCopy(userType, user)).toEqual({
    userName: "bjensen",
    profileUrl: "https://Example.com/B",
    emails: [{ value: "b@example.com", type: "work", primary: true }],
    x509Certificates: [{ value: "MIIC", display: "mine" }],
    [enterpriseSchema]: { department: "sales", manager: { value: "AbC" } },
  });
  expect(user).toEqual(before);
});

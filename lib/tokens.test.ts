import { describe, expect, it } from "vitest";
import { digest, isTokenShaped, newToken, tokenHint } from "./tokens.ts";

describe("access tokens", () => {
  it("have the prefix, 43 random and 6 checksum characters, and stay within the 64 that Entra stores", () => {
    expect(newToken()).toMatch(/^ac_scim_[0-9A-Za-z]{49}$/);
    expect(newToken().length).toBeLessThanOrEqual(64);
  });

  it("never repeat", () => {
    expect(new Set(Array.from({ length: 1000 }, newToken)).size).toBe(1000);
  });

  it("with any character changed are recognised without the database", () => {
    const token = newToken();
    expect(isTokenShaped(token)).toBe(true);
    for (let at = 0; at < token.length; at++) {
      const other = token[at] === "a" ? "b" : "a";
      expect(isTokenShaped(token.slice(0, at) + other + token.slice(at + 1))).toBe(false);
    }
  });

  it.each(["", "ac_scim_", "Bearer x", `ac_scim_${"0".repeat(49)}`, `${newToken()} `, newToken().slice(0, -1)])(
    "%j is none",
    (text) => {
      expect(isTokenShaped(text)).toBe(false);
    },
  );

  it("are kept as a digest and told apart by their last characters", () => {
    const token = newToken();
    expect(digest(token)).toHaveLength(32);
    expect(digest(token).toString("latin1")).not.toContain(token);
    expect(tokenHint(token)).toBe(token.slice(-4));
  });
});

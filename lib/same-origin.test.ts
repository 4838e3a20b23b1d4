import { expect, test } from "vitest";
import { isSameOrigin } from "./same-origin.ts";

test("only a request whose Origin is ours comes from our own pages", () => {
  const from = (origin: string | undefined) => new Headers({ host: "console.example:3000", ...(origin && { origin }) });
  expect(isSameOrigin(from("http://console.example:3000"))).toBe(true);
  for (const origin of [undefined, "null", "http://console.example", "http://evil.example", "https://console.example:3000"]) {
    expect(isSameOrigin(from(origin))).toBe(false);
  }
});

import { expect, it } from "vitest";
import { browserName } from "./browser-name.ts";

it("a session is recognised by browser and system", () => {
  const edge =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0";
  const safari =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";
  expect(browserName(edge)).toBe("Edge on Windows");
  expect(browserName(safari)).toBe("Safari on iOS");
  expect(browserName("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")).toBe("Firefox on Linux");
  expect(browserName("curl/8.5.0")).toBe("Unknown browser");
  expect(browserName(undefined)).toBe("Unknown browser");
});

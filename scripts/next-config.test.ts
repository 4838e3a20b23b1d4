import { afterEach, expect, test, vi } from "vitest";

afterEach(() => void vi.unstubAllEnvs());

async function allowedOrigins(publicOrigin: string | undefined) {
  vi.resetModules();
  vi.stubEnv("PUBLIC_ORIGIN", publicOrigin);
  return (await import("../next.config.mjs")).default.experimental?.serverActions?.allowedOrigins;
}

test("actions of a page at PUBLIC_ORIGIN are taken whatever Host a proxy writes", async () => {
  expect(await allowedOrigins("https://accounts.example.com/")).toEqual(["accounts.example.com"]);
  expect(await allowedOrigins("http://accounts.example.com:8443")).toEqual(["accounts.example.com:8443"]);
});

test("without PUBLIC_ORIGIN nobody else's are", async () => {
  for (const none of [undefined, "", "no origin"]) expect(await allowedOrigins(none)).toEqual([]);
});

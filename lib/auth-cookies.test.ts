import { afterEach, expect, test, vi } from "vitest";

/** The modules as a process with these settings has them. */
async function withSettings(settings: Record<string, string>) {
  vi.resetModules();
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  return { ...(await import("./auth-cookies.ts")), ...(await import("./origin.ts")) };
}

afterEach(() => vi.unstubAllEnvs());

const nothing = new Headers({ host: "127.0.0.1:3000" });
const secret = { APP_SECRET: "a secret of at least thirty-two characters" };

test("over https a cookie belongs to this host alone", async () => {
  const { authCookie } = await withSettings({ PUBLIC_ORIGIN: "https://accounts.example.com" });
  for (const name of ["session", "csrf", "callback", "browser", "sso"] as const) {
    const { name: full, options } = authCookie(nothing, name);
    expect(full).toBe(`__Host-${name}`);
    expect(options).toEqual({ httpOnly: true, secure: true, path: "/", sameSite: "lax" });
  }
});

test("on plain http checkouts on other ports have other cookies", async () => {
  const { authCookie } = await withSettings({ PORT: "3001" });
  expect(authCookie(nothing, "session")).toMatchObject({ name: "ac3001-session", options: { secure: false, httpOnly: true } });
});

test("only a trusted proxy is believed to speak https", async () => {
  const forwarded = new Headers({
    host: "10.0.0.1:3000",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "accounts.example.com",
  });
  const alone = await withSettings({});
  expect([alone.isHttps(forwarded), alone.originOf(forwarded)]).toEqual([false, "http://10.0.0.1:3000"]);
  const behind = await withSettings({ TRUST_PROXY: "1" });
  expect([behind.isHttps(forwarded), behind.originOf(forwarded)]).toEqual([true, "https://accounts.example.com"]);
  const appended = new Headers({ host: "x", "x-forwarded-proto": "https, http", "x-forwarded-for": "6.6.6.6, 203.0.113.9" });
  expect([behind.isHttps(appended), behind.clientAddress(appended)]).toEqual([false, "203.0.113.9"]);
});

test("a sealed session opens, and nothing else does", async () => {
  const { sealSession, openSession, sealKnownBrowser } = await withSettings(secret);
  const sealed = await sealSession("the secret");
  expect(sealed).not.toContain("secret");
  expect(await openSession(sealed)).toBe("the secret");
  // not the last character: some of its bits mean nothing
  expect(await openSession(`${sealed.slice(0, -9)}${sealed.at(-9) === "A" ? "B" : "A"}${sealed.slice(-8)}`)).toBeUndefined();
  expect(await openSession(await sealKnownBrowser("ann@example.com"))).toBeUndefined();
  expect(await openSession(await sealSession("the secret", -60))).toBeUndefined();
  const other = await withSettings({ APP_SECRET: "another secret of at least thirty-two characters" });
  expect(await other.openSession(sealed)).toBeUndefined();
});

test("a known browser is known for one e-mail, whatever its case", async () => {
  const { sealKnownBrowser, isKnownBrowser, sealSession } = await withSettings(secret);
  const sealed = await sealKnownBrowser("Ann@example.com");
  expect(await isKnownBrowser(sealed, "ann@EXAMPLE.com")).toBe(true);
  expect(await isKnownBrowser(sealed, "bob@example.com")).toBe(false);
  expect(await isKnownBrowser(await sealSession("x"), "ann@example.com")).toBe(false);
  expect(await isKnownBrowser(undefined, "ann@example.com")).toBe(false);
});

import { afterEach, expect, test, vi } from "vitest";

/** The rule as a process with these settings has it. */
async function rule(settings: Record<string, string> = {}) {
  vi.resetModules();
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  return (await import("./addresses.ts")).mayCall;
}

afterEach(() => vi.unstubAllEnvs());

const publicHosts = ["8.8.8.8", "20.190.128.1", "2603:1027::1", "2a00:1450:4001::200e"];
const inside = ["10.0.0.7", "127.0.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "::1", "fd00::1", "::ffff:10.0.0.7"];
const never = [
  ...["0.0.0.0", "169.254.169.254", "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1"],
  ...[
    "::",
    "::ffff:169.254.169.254",
    "::ffff:8.8.8.8",
    "64:ff9b::a00:7",
    "2002:a00:7::",
    "2001::1",
    "fe80::1",
    "ff02::1",
    "fec0::1",
  ],
];

test("by default only addresses of the internet are called, and only over https", async () => {
  const mayCall = await rule();
  expect(publicHosts.filter((address) => !mayCall(address, "https:"))).toEqual([]);
  expect([...inside, ...never].filter((address) => mayCall(address, "https:"))).toEqual([]);
  for (const scheme of ["http:", "ftp:", "file:"])
    expect([...publicHosts, ...inside].filter((address) => mayCall(address, scheme))).toEqual([]);
});

test("an operator opens the addresses of private networks, never those of link-local metadata or in disguise", async () => {
  const mayCall = await rule({ SSO_PRIVATE_NETWORKS: "1" });
  expect([...publicHosts, ...inside].filter((address) => !mayCall(address, "https:"))).toEqual([]);
  expect(never.filter((address) => mayCall(address, "https:"))).toEqual([]);
  expect(inside.filter((address) => mayCall(address, "http:"))).toEqual([]);
});

test("for tests and development plain http reaches this machine and nothing else", async () => {
  const mayCall = await rule({ SSO_HTTP_LOOPBACK: "1" });
  const called = [...publicHosts, ...inside, ...never].filter((address) => mayCall(address, "http:"));
  expect(called).toEqual(["127.0.0.1", "::1"]);
  expect(mayCall("127.0.0.1", "https:")).toBe(false);
});

import { afterEach, expect, test, vi } from "vitest";
import { env } from "./env.ts";
import { clientAddress, serverDropsForwarded } from "./origin.ts";

vi.mock("./env.ts", () => ({ env: { trustProxy: false } }));
afterEach(() => Object.assign(env, { trustProxy: false }));

const headers = new Headers({ "x-forwarded-for": "198.51.100.1, 203.0.113.7" });

// in this order: a process never stops having server.ts around it
test("under next start a client may have written its address itself: nobody knows it", () => {
  expect(clientAddress(headers)).toBeUndefined();
});

test("behind a trusted proxy it is what the nearest one wrote", () => {
  Object.assign(env, { trustProxy: true });
  expect(clientAddress(headers)).toBe("203.0.113.7");
  expect(clientAddress(new Headers())).toBeUndefined();
});

test("behind server.ts, which drops what clients write, it is the socket's, which Next writes", () => {
  serverDropsForwarded();
  expect(clientAddress(new Headers({ "x-forwarded-for": "203.0.113.7" }))).toBe("203.0.113.7");
});

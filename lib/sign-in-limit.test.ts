import { expect, test, vi } from "vitest";
import { newId } from "./ids.ts";
import { takePasswordCheck } from "./sign-in-limit.ts";

const newEmail = () => `${newId()}@example.com`;

/** How many of `count` attempts are granted, all asked at once. */
async function granted(count: number, attempt: (index: number) => Parameters<typeof takePasswordCheck>[0]): Promise<number> {
  const answers = await Promise.all(Array.from({ length: count }, (_, index) => takePasswordCheck(attempt(index))));
  return answers.filter(Boolean).length;
}

test("one address has ten guesses an hour at one e-mail", async () => {
  const email = newEmail();
  const address = "203.0.113.7";
  expect(await granted(500, () => ({ email, address, knownBrowser: false }))).toBe(10);
});

test("all addresses together have thirty", async () => {
  const email = newEmail();
  expect(await granted(500, (index) => ({ email, address: `203.0.113.${index}`, knownBrowser: false }))).toBe(30);
});

test("addresses of one IPv6 network are one address", async () => {
  const email = newEmail();
  expect(await granted(100, (index) => ({ email, address: `2001:db8:1:2::${index}`, knownBrowser: false }))).toBe(10);
});

test("case and width of the e-mail make no new guesses", async () => {
  const email = newEmail();
  const spellings = [email, email.toUpperCase(), email.replace("@", "＠")];
  const attempt = (index: number) => ({ email: spellings[index % 3] ?? email, address: "203.0.113.7", knownBrowser: false });
  expect(await granted(90, attempt)).toBe(10);
});

test("a browser that signed in before gets in while everybody guesses", async () => {
  const email = newEmail();
  await granted(500, (index) => ({ email, address: `203.0.113.${index}`, knownBrowser: false }));
  expect(await takePasswordCheck({ email, address: "203.0.113.1", knownBrowser: true })).toBeDefined();
});

test("a new browser gets in while one address guesses", async () => {
  const email = newEmail();
  await granted(500, () => ({ email, address: "203.0.113.7", knownBrowser: false }));
  expect(await takePasswordCheck({ email, address: "198.51.100.1", knownBrowser: false })).toBeDefined();
});

test("no hour has more than a hundred checks of one e-mail, however the guesses fall", async () => {
  vi.useFakeTimers();
  try {
    const email = newEmail();
    const storm = () => granted(400, (index) => ({ email, address: `203.0.113.${index}`, knownBrowser: index % 2 === 0 }));
    // the worst hour: the end of one window and the whole of the next
    const before = await storm();
    vi.advanceTimersByTime(3_600_001);
    expect(before + (await storm())).toBeLessThanOrEqual(100);
    vi.advanceTimersByTime(3_600_001);
    expect(await storm()).toBeGreaterThan(0);
  } finally {
    vi.useRealTimers();
  }
});

test("one address has three hundred guesses an hour at everybody, and other addresses go on", async () => {
  const address = "192.0.2.77";
  expect(await granted(400, () => ({ email: newEmail(), address, knownBrowser: false }))).toBe(300);
  expect(await granted(1, () => ({ email: newEmail(), address, knownBrowser: true }))).toBe(1);
  expect(await granted(1, () => ({ email: newEmail(), address: "192.0.2.78", knownBrowser: false }))).toBe(1);
});

test("without a known address only the e-mail counts: nobody locks out everybody", async () => {
  const attempt = { address: undefined, knownBrowser: false };
  const email = newEmail();
  expect(await granted(100, () => ({ email, ...attempt }))).toBe(30);
  expect(await granted(400, () => ({ email: newEmail(), ...attempt }))).toBe(400);
});

test("a refused attempt costs nothing", async () => {
  const attempt = { email: newEmail(), address: "203.0.113.7", knownBrowser: false };
  const first = await takePasswordCheck(attempt);
  await granted(100, () => attempt);
  await first?.giveBack();
  expect(await granted(5, () => attempt)).toBe(1);
});

test("a right password is given back", async () => {
  const email = newEmail();
  for (let i = 0; i < 50; i++) {
    const check = await takePasswordCheck({ email, address: "203.0.113.7", knownBrowser: false });
    expect(check).toBeDefined();
    await check?.giveBack();
  }
});

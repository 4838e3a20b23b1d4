import { expect, test } from "vitest";
import { hashPassword, newPassword, verifyPassword } from "./passwords.ts";

test("a password is Argon2id with 19 MiB and two passes, salted", async () => {
  const [one, two] = await Promise.all([hashPassword("correct horse"), hashPassword("correct horse")]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
});

test("only the right password is right", async () => {
  const hash = await hashPassword("correct horse");
  expect(await verifyPassword(hash, "correct horse")).toBe(true);
  expect(await verifyPassword(hash, "Correct horse")).toBe(false);
  expect(await verifyPassword(hash, "")).toBe(false);
});

test("the same characters typed on another keyboard are the same password", async () => {
  expect(await verifyPassword(await hashPassword("caf\u00e9 ole"), "cafe\u0301 ole")).toBe(true);
});

test("nobody's password is wrong whatever it is", async () => {
  expect(await verifyPassword(undefined, "correct horse")).toBe(false);
});

test("an unknown e-mail costs the same work as a wrong password", async () => {
  const hash = await hashPassword("correct horse");
  const timeOf = async (given: string | undefined) => {
    const start = process.cpuUsage();
    for (let i = 0; i < 5; i++) await verifyPassword(given, "wrong");
    return process.cpuUsage(start).user;
  };
  await timeOf(undefined);
  const [unknown, known] = [await timeOf(undefined), await timeOf(hash)];
  expect(unknown / known).toBeGreaterThan(0.3);
});

test("a storm of sign-ins is turned away rather than queued without end", async () => {
  const storm = await Promise.allSettled(Array.from({ length: 120 }, () => verifyPassword("no hash", "x")));
  const reasons = storm.map((settled) => settled.status === "rejected" && settled.reason.code);
  expect(reasons.filter((code) => code === "unavailable")).toHaveLength(18);
});

test("a generated password is different each time and easy to type", () => {
  const passwords = Array.from({ length: 100 }, newPassword);
  expect(new Set(passwords).size).toBe(100);
  for (const password of passwords) expect(password).toMatch(/^([abcdefghjkmnp-z2-9]{5}-){3}[abcdefghjkmnp-z2-9]{5}$/);
});

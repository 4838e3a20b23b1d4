import { expect, test } from "vitest";
import { takeInvitation, takeWrongLink } from "./activation-limit.ts";
import { newId } from "./ids.ts";

const granted = async (count: number, attempt: (index: number) => Promise<boolean>) =>
  (await Promise.all(Array.from({ length: count }, (_, index) => attempt(index)))).filter(Boolean).length;

test("one address has thirty wrong links an hour, and its neighbours have theirs", async () => {
  expect(await granted(200, () => takeWrongLink("203.0.113.7"))).toBe(30);
  expect(await takeWrongLink("203.0.113.8")).toBe(true);
});

test("addresses of one IPv6 network are one address", async () => {
  expect(await granted(100, (index) => takeWrongLink(`2001:db8:1:2::${index}`))).toBe(30);
});

test("a link is opened at most sixty times an hour, whoever tried wrong ones", async () => {
  await granted(200, () => takeWrongLink("203.0.113.9"));
  const id = newId();
  expect(await granted(200, () => takeInvitation(id))).toBe(60);
});

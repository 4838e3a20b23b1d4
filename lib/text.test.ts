import { afterEach, expect, test } from "vitest";
import { installMessages, parts, plural, t } from "./text.ts";

const english = { language: "en", texts: {} };
afterEach(() => installMessages(english));

test("English is its own key", () => {
  expect(t("{count} of {total} taken", { count: 3, total: "1,000" })).toBe("3 of 1,000 taken");
});

test("a translation replaces a text and puts its values where it wants them", () => {
  installMessages({ language: "de", texts: { "{count} of {total} taken": "Von {total} sind {count} vergeben" } });
  expect(t("{count} of {total} taken", { count: 3, total: "1,000" })).toBe("Von 1,000 sind 3 vergeben");
});

test("what is not translated yet is English", () => {
  installMessages({ language: "de", texts: { Users: "" } });
  expect([t("Users"), t("Groups")]).toEqual(["Users", "Groups"]);
});

test("a value that looks like a placeholder stays as it is", () => {
  expect(t("{name} left", { name: "{name} {other}" })).toBe("{name} {other} left");
});

test("a text is cut at its placeholders for elements", () => {
  expect(parts("By {name}.", { name: 7 })).toEqual(["By ", 7, "."]);
});

test("a counted noun has the form of its language for so many", () => {
  const forms = { one: "osoba", few: "osoby", many: "osób", other: "osoby" };
  installMessages({ language: "pl", texts: { "person | people": forms } });
  expect([1, 2, 5, 22].map((count) => plural(count, "person", "people"))).toEqual(["osoba", "osoby", "osób", "osoby"]);
  installMessages(english);
  expect([0, 1, 2].map((count) => plural(count, "person", "people"))).toEqual(["people", "person", "people"]);
});

test("a name that every object has is no translation", () => {
  expect(t("constructor")).toBe("constructor");
});

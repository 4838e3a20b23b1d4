import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test, vi } from "vitest";
import { log, newLog } from "./log.ts";
import { logConsole } from "./log-console.ts";

vi.mock("./log.ts", async (original) => ({ ...(await original()), log: vi.fn() }));

const secret = "the-value-nobody-may-see";

type TestConsole = Parameters<typeof logConsole>[0];

/** The lines of the log while something writes to the console. */
function linesOf(write: (console: TestConsole) => void): string[] {
  const lines: string[] = [];
  vi.mocked(log).mockReturnValue(newLog("info", { write: (line) => lines.push(line) }));
  const console = { error: () => {}, warn: () => {} };
  logConsole(console);
  write(console);
  return lines;
}

test("a page's error is logged with its digest and without the values of its query", () => {
  const error = Object.assign(new DrizzleQueryError("select $1", [secret], new Error("cause")), { digest: "123" });
  const [line] = linesOf((console) => console.error("⨯", error));
  expect(line).toContain('"digest":"123"');
  expect(line).toContain("select $1");
  expect(line).not.toContain(secret);
});

test("neither does the text of a stack, or an object beside it, show them", () => {
  const { stack } = new DrizzleQueryError("select $1", [secret], new Error("cause"));
  const [line] = linesOf((console) => console.error(stack, { params: [secret] }));
  expect(line).toContain("select $1");
  expect(line).not.toContain(secret);
});

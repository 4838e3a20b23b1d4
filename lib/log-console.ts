import { log } from "./log.ts";

type Level = "error" | "warn";

/**
 * Makes lines of our log out of what frameworks write to the console. Next prints the errors of pages there as they are, with
 * the parameters of a failed query and the values in its cause.
 */
export function logConsole(console: Pick<Console, Level>): void {
  for (const level of ["error", "warn"] as const) {
    console[level] = (...parts: unknown[]) => {
      const error = parts.find((part) => part instanceof Error);
      log()[level]({ err: error }, parts.filter(isText).map(withoutParameters).join(" "));
    };
  }
}

const isText = (part: unknown): part is string => typeof part === "string";

/** Drizzle's message in the text of a stack. */
const withoutParameters = (text: string) => text.replace(/\nparams: .*/g, "").trim();

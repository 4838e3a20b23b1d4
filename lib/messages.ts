import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { env } from "./env.ts";
import { installMessages, type Messages } from "./text.ts";

const plural = z.partialRecord(z.enum(["zero", "one", "two", "few", "many", "other"]), z.string());
const file = z.record(z.string(), z.union([z.string(), plural]));

/** The texts of a file such as de.json, whose name says its language. Throws what is wrong with it, in one sentence. */
export function readMessages(name: string): Messages {
  const language = path.basename(name, ".json");
  try {
    new Intl.Locale(language);
    return { language, texts: file.parse(JSON.parse(readFileSync(name, "utf8"))) };
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Error(`MESSAGES must be a file of translations such as de.json: ${reason}`);
  }
}

// Imported for this, before whatever has texts: constants of modules are texts too.
if (env.messages) installMessages(readMessages(env.messages));

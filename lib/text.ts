// What people read in the console. The English text is its own key: code says t("Add {count} people", { count }), and
// messages/en.json, which `npm run messages` writes, lists every text for translators. A file of the same keys in another
// language (`MESSAGES=/path/de.json`) replaces them. English costs a lookup in an empty object, and no text is sent twice.
import { processState } from "./process-state.ts";

/** A translation; of a counted noun one for each plural category of the language (Intl.PluralRules). */
type Message = string | Partial<Record<Intl.LDMLPluralRule, string>>;
/** Texts by their English. */
export type Messages = { language: string; texts: Readonly<Record<string, Message>> };

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never;
/** What stands for each {name} of a text; nothing, when it has none. */
export type Values<Text extends string, Value> = [Placeholders<Text>] extends [never]
  ? []
  : [values: Record<Placeholders<Text>, Value>];

const english: Messages = { language: "en", texts: {} };
const state = () => processState().once<{ now: Messages }>("messages", () => ({ now: readPage() ?? english }));

/** What the server installed; in a browser what the page carries in <script id="messages">, before anything of ours runs. */
export const messages = (): Messages => state().now;

export function installMessages(now: Messages): void {
  state().now = now;
}

function readPage(): Messages | undefined {
  const text = typeof document === "undefined" ? undefined : document.getElementById("messages")?.textContent;
  return text ? JSON.parse(text) : undefined;
}

/** The text in the console's language, its {placeholders} filled. */
export function t<const Text extends string>(text: Text, ...[values]: Values<Text, string | number>): string {
  return parts(text, values ?? {}).join("");
}

/** The text in the console's language, cut at its placeholders, which are replaced by their values. */
export function parts<Value>(text: string, values: Readonly<Record<string, Value>>): (string | Value)[] {
  const { [text]: translation } = messages().texts;
  return ((typeof translation === "string" && translation) || text)
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 === 1 && part in values ? (values[part] as Value) : part)); // odd ones were in braces
}

/** One text of several, those left out that are not said. */
export const sentences = (...texts: readonly (string | false | undefined)[]): string => texts.filter(Boolean).join(" ");

/** "Core, Advanced, and Learning", or with "or". */
export function list(items: readonly string[], type: "conjunction" | "disjunction" = "conjunction"): string {
  return new Intl.ListFormat(messages().language, { type }).format(items);
}

/** What is counted, in the form for so many: "person", "people". The number itself is not in it. Its key is "person | people". */
export function plural(count: number, one: string, other: string): string {
  const { language, texts } = messages();
  const { [`${one} | ${other}`]: forms } = texts;
  if (typeof forms !== "object") return count === 1 ? one : other;
  return forms[new Intl.PluralRules(language).select(count)] ?? forms.other ?? other;
}

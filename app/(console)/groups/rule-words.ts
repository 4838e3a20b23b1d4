import { formatCount } from "#components/ui/number.tsx";
import { list, t } from "#lib/text.ts";

/** What the end of rules takes from whom, in one sentence. */
export type Loss = { license: string; people: number };

export function lossSentence(losses: readonly Loss[]): string {
  if (losses.length === 0) return t("Nobody loses a license.");
  const parts = losses.map(({ license, people }) => `${formatCount(people, "person loses", "people lose")} ${license}`);
  return t("{losses} now, because nothing else gives it; it passes to who waits.", { losses: list(parts) });
}

import { t } from "#lib/text.ts";

export const outcomes = ["done", "unchanged", "failed"] as const;
export type Outcome = (typeof outcomes)[number];

const words: Record<Outcome, string> = { done: t("Done"), unchanged: t("Nothing to do"), failed: t("Failed") };

/** What came of one item; null is one that the job did not get to. */
export const outcomeWord = (outcome: Outcome | null): string => (outcome ? words[outcome] : t("Not done"));

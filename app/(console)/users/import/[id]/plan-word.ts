import { t } from "#lib/text.ts";
export type Plan = "new" | "changed" | "unchanged" | "error";

const words: Record<Plan, string> = { new: t("New"), changed: t("Changed"), unchanged: t("Unchanged"), error: t("Left out") };

/** What applying a line would do. */
export const planWord = (plan: Plan): string => words[plan];

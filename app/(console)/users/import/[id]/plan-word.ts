export type Plan = "new" | "changed" | "unchanged" | "error";

const words: Record<Plan, string> = { new: "New", changed: "Changed", unchanged: "Unchanged", error: "Left out" };

/** What applying a line would do. */
export const planWord = (plan: Plan): string => words[plan];

/** What the command palette looks for on the server. */
export const findKinds = ["person", "group", "configuration", "admin"] as const;
export type FindKind = (typeof findKinds)[number];

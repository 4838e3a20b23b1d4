/** Joins class names, leaving out what is false. Pieces never override each other's utilities, so nothing has to be merged. */
export function cn(...classes: (string | false | null | undefined)[]): string {
  return classes.filter(Boolean).join(" ");
}

/** The text without U+0000 and lone surrogates, which no database stores: nobody types them, and who pastes them means the rest. */
export const withoutUnstorable = (text: string) => text.replace(/[\0\p{Surrogate}]/gu, "");

/** Joins class names, leaving out what is false. Pieces never override each other's utilities, so nothing has to be merged. */
export function cn(...classes: (string | false | null | undefined)[]): string {
  return classes.filter(Boolean).join(" ");
}

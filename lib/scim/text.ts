/** Whether a text has more characters (code points, as people and the published limits count) than a limit. */
export function isLongerThan(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  let characters = 0;
  for (const _ of text) if (++characters > limit) return true;
  return false;
}

/** Whether a database can store the text: PostgreSQL has no U+0000, and a lone surrogate has no UTF-8. */
export const isStorable = (text: string) => text.isWellFormed() && !text.includes("\u0000");

/** Order by code points, which is UTF-8 byte order and PostgreSQL's COLLATE "C". JavaScript's `<` compares UTF-16 units instead. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const unitA = a.charCodeAt(index);
    const unitB = b.charCodeAt(index);
    if (unitA !== unitB) return codePointRank(unitA) - codePointRank(unitB);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above U+FFFF, so they rank after U+E000 to U+FFFF. */
const codePointRank = (unit: number) => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

const dateTime = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/i;

/**
 * The instant of an xsd:dateTime (RFC 7643 §2.3.5) as UTC text with milliseconds, or undefined when it is not one. Without a zone it
 * is taken as UTC. Only years 0001 to 9999, which every database holds.
 */
export function toInstant(text: string): string | undefined {
  const parts = dateTime.exec(text.trim());
  if (!parts) return undefined;
  const [whole, year, month, day, , zone] = parts;
  if (Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) return undefined;
  const instant = new Date(zone ? whole.toUpperCase() : `${whole.toUpperCase()}Z`);
  if (Number.isNaN(instant.getTime())) return undefined;
  const inYear = instant.getUTCFullYear();
  return inYear >= 1 && inYear <= 9999 ? instant.toISOString() : undefined;
}

const words = /[\p{L}\p{N}]+/gu;
const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** First letter of the first and of the last word; of any script. */
export function initials(name: string): string {
  const found = name.match(words) ?? [];
  const ends = found.length > 1 ? [found[0], found.at(-1)] : [found[0]];
  return ends.map((word) => firstLetter(word ?? "")).join("");
}

function firstLetter(word: string): string {
  for (const { segment } of letters.segment(word)) return segment.toLocaleUpperCase("en-US");
  return "";
}

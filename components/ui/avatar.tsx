import { cn } from "#lib/utils.ts";

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

/** Initials in a circle; decoration beside a name that is written out. */
export function Avatar({ name, size = "md" }: { name: string; size?: "sm" | "md" | "lg" }) {
  const sizes = { sm: "size-6 text-[0.625rem]", md: "size-8 text-xs", lg: "size-12 text-lg" };
  return (
    <span
      aria-hidden
      className={cn(
        "inline-grid shrink-0 select-none place-items-center rounded-full border border-line bg-surface font-medium text-muted",
        sizes[size],
      )}
    >
      {initials(name) || "?"}
    </span>
  );
}

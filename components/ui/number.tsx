import { messages, plural, t } from "#lib/text.ts";
import { cn } from "#lib/utils.ts";

// What a browser loads for its first number format costs a phone 50 ms and more: whole English numbers, nearly all there are,
// need none.
let decimals: Intl.NumberFormat | undefined;
let percent: Intl.NumberFormat | undefined;

/** "12,430" */
export function formatNumber(value: number): string {
  const { language } = messages();
  if (language === "en" && Number.isSafeInteger(value)) return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
  decimals ??= new Intl.NumberFormat(language);
  return decimals.format(value);
}

export function formatPercent(share: number): string {
  percent ??= new Intl.NumberFormat(messages().language, { style: "percent", maximumFractionDigits: 0 });
  return percent.format(share);
}

/** "1 person", "12,430 people". */
export function formatCount(value: number, one: string, many: string): string {
  return t("{count} {noun}", { count: formatNumber(value), noun: plural(value, one, many) });
}

export function Num({ value, className }: { value: number; className?: string }) {
  return <span className={cn("tabular-nums", className)}>{formatNumber(value)}</span>;
}

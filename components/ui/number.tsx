import { cn } from "#lib/utils.ts";

// What a browser loads for its first number format costs a phone 50 ms and more: whole numbers, nearly all there are, need none.
let decimals: Intl.NumberFormat | undefined;
let percent: Intl.NumberFormat | undefined;

/** "12,430" */
export function formatNumber(value: number): string {
  if (Number.isSafeInteger(value)) return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
  decimals ??= new Intl.NumberFormat("en-US");
  return decimals.format(value);
}

export function formatPercent(share: number): string {
  percent ??= new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 0 });
  return percent.format(share);
}

/** "1 person", "12,430 people". */
export function formatCount(value: number, one: string, many: string): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`;
}

export function Num({ value, className }: { value: number; className?: string }) {
  return <span className={cn("tabular-nums", className)}>{formatNumber(value)}</span>;
}

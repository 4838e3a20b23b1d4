import { cn } from "#lib/utils.ts";

const format = new Intl.NumberFormat("en-US");
let percent: Intl.NumberFormat | undefined; // few pages need it

export const formatNumber = (value: number): string => format.format(value);

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

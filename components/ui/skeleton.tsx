import { cn } from "#lib/utils.ts";

/** A quiet block in the place and size of what is coming. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block h-3 animate-breathe rounded-sm bg-line", className)} />;
}

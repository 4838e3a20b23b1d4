import { cn } from "#lib/utils.ts";
import { initials } from "./initials.ts";

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

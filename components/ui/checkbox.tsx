import type { ComponentProps } from "react";
import { cn } from "#lib/utils.ts";

/** A native checkbox; the tick is a clipped box, so that no image has to be allowed for it. */
export function Checkbox({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return (
    <input
      type="checkbox"
      className={cn(
        "grid size-4 shrink-0 cursor-pointer appearance-none place-items-center rounded-sm border border-line-strong bg-bg hover:border-faint checked:border-accent checked:bg-accent",
        "before:hidden before:h-2.5 before:w-2.5 before:bg-on-accent before:[clip-path:polygon(8%_52%,0_62%,36%_96%,100%_20%,90%_10%,36%_76%)] checked:before:block",
        "disabled:cursor-not-allowed disabled:opacity-50 forced-colors:appearance-auto",
        className,
      )}
      {...rest}
    />
  );
}

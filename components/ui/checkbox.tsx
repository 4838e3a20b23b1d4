import type { ComponentProps } from "react";
import { cn } from "#lib/utils.ts";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "ref"> & { indeterminate?: boolean };

/** A native checkbox; the tick is a clipped box, so that no image has to be allowed for it. `indeterminate`: some of what it stands for. */
export function Checkbox({ className, indeterminate = false, ...rest }: CheckboxProps) {
  return (
    <input
      type="checkbox"
      ref={(input) => {
        if (input) input.indeterminate = indeterminate; // no attribute says it
      }}
      className={cn(
        "grid size-4 shrink-0 cursor-pointer appearance-none place-items-center rounded-sm border border-line-strong bg-bg hover:border-faint checked:border-accent checked:bg-accent",
        "before:hidden before:h-2.5 before:w-2.5 before:bg-on-accent before:[clip-path:polygon(8%_52%,0_62%,36%_96%,100%_20%,90%_10%,36%_76%)] checked:before:block",
        "indeterminate:border-accent indeterminate:bg-accent indeterminate:before:block indeterminate:before:h-0.5 indeterminate:before:[clip-path:none]",
        "disabled:cursor-not-allowed disabled:opacity-50 forced-colors:appearance-auto",
        className,
      )}
      {...rest}
    />
  );
}

import type { ComponentProps } from "react";
import { cn } from "#lib/utils.ts";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "ref"> & { indeterminate?: boolean };

/** A native checkbox; the tick is a clipped box, so that no image has to be allowed for it. `indeterminate`: some of what it stands for. */
export function Checkbox({ className, indeterminate, ...rest }: CheckboxProps) {
  return (
    <input
      type="checkbox"
      ref={
        indeterminate === undefined
          ? undefined
          : (input) => {
              if (input) input.indeterminate = indeterminate; // no attribute says it
            }
      }
      className={cn("checkbox", className)}
      {...rest}
    />
  );
}

import type { ComponentProps } from "react";
import { cn } from "#lib/utils.ts";

/** A native checkbox in the role of a switch: submits "on" with its name, works before any script has loaded. */
export function Switch({ className, ...rest }: Omit<ComponentProps<"input">, "type" | "role">) {
  return (
    <input
      type="checkbox"
      // biome-ignore lint/a11y/useAriaPropsForRole: the checked state of a native checkbox is its aria-checked
      role="switch"
      className={cn(
        "relative h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full bg-line-strong transition-colors hover:bg-faint checked:bg-accent checked:hover:bg-accent-strong",
        "before:absolute before:top-0.5 before:left-0.5 before:size-4 before:rounded-full before:bg-on-accent before:transition-[translate] checked:before:translate-x-4",
        "disabled:cursor-not-allowed disabled:opacity-50 forced-colors:appearance-auto",
        className,
      )}
      {...rest}
    />
  );
}

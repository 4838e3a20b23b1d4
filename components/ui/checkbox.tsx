import type { ComponentProps } from "react";
import { cn } from "#lib/utils.ts";

export function Checkbox({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return (
    <input type="checkbox" className={cn("size-4 shrink-0 accent-accent disabled:cursor-not-allowed", className)} {...rest} />
  );
}

import type { ComponentProps } from "react";
import { cn } from "#lib/utils.ts";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={cn("control h-9 px-3", className)} {...rest} />;
}

import type { ComponentProps } from "react";
import { cn } from "#lib/utils.ts";

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={cn("control px-3 py-2", className)} {...rest} />;
}

import type { ReactNode } from "react";
import { cn } from "#lib/utils.ts";

/** A hairline frame. `title` makes it a named section. */
export function Card({
  title,
  action,
  className,
  children,
}: {
  title?: string;
  action?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className={cn("rounded-card border border-line", className)}>
      {title && (
        <header className="flex min-h-12 items-center justify-between gap-4 border-line border-b px-4 py-2">
          <h2 className="font-semibold">{title}</h2>
          {action}
        </header>
      )}
      {children}
    </section>
  );
}

"use client";

import NextLink from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "#lib/utils.ts";

export type SidebarEntry = { label: string; href: string };

/** A left sidebar of entries beside the page; above it, side by side, where the window is narrow. */
export function SidebarFrame({ label, entries, children }: { label: string; entries: SidebarEntry[]; children: ReactNode }) {
  const path = usePathname();
  const current = currentEntry(entries, path);
  return (
    <div className="mx-auto grid max-w-[84rem] gap-6 lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-10">
      <nav aria-label={label}>
        <p className="hidden px-2.5 pb-2 text-muted text-sm lg:block">{label}</p>
        <ul className="flex gap-1 overflow-x-auto lg:grid">
          {entries.map((entry) => {
            const here = entry === current;
            return (
              <li key={entry.href} className="shrink-0">
                <NextLink
                  href={entry.href}
                  prefetch={false}
                  aria-current={here ? "page" : undefined}
                  className={cn(
                    "flex h-9 items-center rounded-control px-2.5 focus-visible:outline-offset-[-2px]",
                    here ? "bg-hover font-medium text-text" : "text-muted hover:bg-hover hover:text-text",
                  )}
                >
                  {entry.label}
                </NextLink>
              </li>
            );
          })}
        </ul>
      </nav>
      <div className="min-w-0 max-w-page">{children}</div>
    </div>
  );
}

/** The entry that the page belongs to: of those whose address the path starts with, the most particular. */
function currentEntry(entries: SidebarEntry[], path: string): SidebarEntry | undefined {
  const around = entries.filter(({ href }) => path === href || path.startsWith(`${href}/`));
  return around.toSorted((a, b) => b.href.length - a.href.length)[0];
}

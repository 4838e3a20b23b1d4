"use client";

import NextLink from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { cn } from "#lib/utils.ts";

export type Tab = { label: string; href: string; count?: string };

type TabsProps = { label: string; tabs: Tab[]; exact?: boolean; className?: string };

/** Navigation between pages as a row of tabs; scrolls sideways where it is too wide. */
export function Tabs({ label, tabs, exact, className }: TabsProps) {
  const path = usePathname();
  const current = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    const link = current.current;
    if (!path || !link) return;
    // told once, after the page was laid out: asking right away would lay it out one more time
    const watch = new IntersectionObserver(([seen]) => {
      watch.disconnect();
      if (seen && seen.intersectionRatio < 0.99) link.scrollIntoView({ block: "nearest", inline: "center" });
    });
    watch.observe(link);
    return () => watch.disconnect();
  }, [path]);
  return (
    <nav aria-label={label} className={cn("overflow-x-auto [scrollbar-width:none]", className)}>
      <ul className="flex min-w-max gap-1">
        {tabs.map((tab) => {
          const here = path === tab.href || (!exact && path.startsWith(`${tab.href}/`));
          return (
            <li key={tab.href}>
              <NextLink
                ref={here ? current : undefined}
                href={tab.href}
                prefetch={false}
                aria-current={here ? "page" : undefined}
                className={cn(
                  "flex h-10 items-center gap-1.5 border-b-2 px-2.5 transition-colors focus-visible:rounded-control focus-visible:outline-offset-[-3px]",
                  here ? "border-text font-medium text-text" : "border-transparent text-muted hover:border-line hover:text-text",
                )}
              >
                {tab.label}
                {tab.count !== undefined && <span className="text-faint text-sm tabular-nums">{tab.count}</span>}
              </NextLink>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

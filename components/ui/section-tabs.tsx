"use client";

import * as Radix from "radix-ui/tabs";
import type { ComponentProps, ReactNode } from "react";

export type SectionTab = { value: string; label: string; count?: number; content: ReactNode };

type SectionTabsProps = {
  label: string;
  tabs: SectionTab[];
  /** The one shown first; the first of all when it is unknown. */
  initial?: string;
  /** Name of the search parameter that remembers the choice, so that the address can be shared. */
  param?: string;
};

/** Parts of one page behind tabs. All parts arrive with the page, so switching is instant. */
export function SectionTabs({ label, tabs, initial, param }: SectionTabsProps) {
  const first = tabs.find((tab) => tab.value === initial) ?? tabs[0];
  function remember(value: string) {
    if (!param) return;
    const url = new URL(location.href);
    url.searchParams.set(param, value);
    history.replaceState(null, "", url);
  }
  return (
    <Radix.Root defaultValue={first?.value} onValueChange={remember}>
      <Radix.List
        aria-label={label}
        style={noStyle}
        className="flex gap-1 overflow-x-auto border-line border-b outline-none [scrollbar-width:none]"
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mb-px flex h-10 shrink-0 items-center gap-1.5 border-transparent border-b-2 px-2.5 text-muted transition-colors hover:text-text focus-visible:rounded-control focus-visible:outline-offset-[-3px] data-[state=active]:border-text data-[state=active]:font-medium data-[state=active]:text-text"
          >
            {tab.label}
            {tab.count !== undefined && <span className="text-faint text-sm tabular-nums">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} asChild forceMount tabIndex={-1}>
          <Part className="pt-5 data-[state=inactive]:hidden">{tab.content}</Part>
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

// Radix writes a style attribute into the server's HTML, which the page's policy refuses: nothing of it is needed here.
const noStyle = { outline: undefined };
const Part = ({ style: _, ...rest }: ComponentProps<"div">) => <div {...rest} />;

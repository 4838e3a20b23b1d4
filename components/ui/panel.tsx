"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { cn } from "#lib/utils.ts";

type PanelProps = {
  title: string;
  /** One line that answers the panel's question while it is closed. */
  summary?: ReactNode;
  defaultOpen?: boolean;
  children: ReactNode;
};

/** A part of a page that opens in place. The button's name starts with the title. What is inside stays mounted, so half-typed forms survive. */
export function Panel({ title, summary, defaultOpen = false, children }: PanelProps) {
  const [open, setOpen] = useState(defaultOpen);
  const id = useId();
  return (
    <section className="-mt-px border-line border-y">
      <h2>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="flex w-full items-center gap-3 px-2 py-4 text-left hover:bg-surface focus-visible:outline-offset-[-2px]"
        >
          <ChevronRight size={16} className={cn("text-muted transition-[rotate]", open && "rotate-90")} />
          <span className="grid min-w-0 flex-1 gap-x-4 gap-y-0.5 sm:flex sm:items-baseline sm:justify-between">
            <span className="font-semibold text-lg">{title}</span>{" "}
            {summary && <span className="min-w-0 text-muted text-sm">{summary}</span>}
          </span>
        </button>
      </h2>
      <div id={id} hidden={!open} className="px-2 pt-1 pb-8 sm:pl-9">
        {children}
      </div>
    </section>
  );
}

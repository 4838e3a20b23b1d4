"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import { type ReactNode, useEffect, useState } from "react";
import { Spinner } from "#components/ui/spinner.tsx";
import { useOpener } from "#components/ui/use-opener.ts";
import { t } from "#lib/text.ts";

/** Something that can be chosen. `heading` groups it with its like. */
export type FoundEntry = {
  heading: string;
  id: string;
  label: string;
  detail?: string | undefined;
  href: string;
  icon?: ReactNode;
};

type FindDialogProps = {
  title: string;
  placeholder: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Always there, narrowed by what is typed. */
  entries?: readonly FoundEntry[];
  find: (text: string, signal: AbortSignal) => Promise<FoundEntry[]>;
  onPick: (entry: FoundEntry) => void;
  footer?: ReactNode;
};

/** A window to find one thing by typing: arrows move, Enter chooses, Escape closes. */
export function FindDialog({ title, open, onOpenChange, onPick, ...rest }: FindDialogProps) {
  const giveBack = useOpener(open);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-[appear_140ms] bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={giveBack}
          className="fixed inset-x-4 top-[12dvh] z-50 mx-auto max-w-[36rem] animate-appear overflow-hidden rounded-card bg-raised shadow-float"
        >
          <Radix.Title className="sr-only">{title}</Radix.Title>
          <Finder
            title={title}
            {...rest}
            onPick={(entry) => {
              onOpenChange(false);
              onPick(entry);
            }}
          />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type FinderProps = Omit<FindDialogProps, "open" | "onOpenChange">;

function Finder({ title, placeholder, entries = [], find, onPick, footer }: FinderProps) {
  const [text, setText] = useState("");
  const { found, state } = useFound(text, find);
  const shown = [...matching(entries, text), ...found];
  return (
    <Command shouldFilter={false} label={title} loop>
      <div className="flex items-center gap-3 border-line border-b px-4">
        <span className="text-muted">{state === "looking" ? <Spinner /> : <Search size={16} />}</span>
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder={placeholder}
          maxLength={200}
          className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-faint"
        />
      </div>
      <Command.List label={t("Results")} className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">
        {shown.length === 0 && <p className="px-3 py-6 text-center text-muted">{emptyWords(text, state)}</p>}
        {headingsOf(shown).map((heading) => (
          <Command.Group
            key={heading}
            heading={heading}
            className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-sm"
          >
            {shown
              .filter((entry) => entry.heading === heading)
              .map((entry) => (
                <Command.Item
                  key={entry.id}
                  value={`${heading} ${entry.id}`}
                  onSelect={() => onPick(entry)}
                  className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 py-1.5 data-[selected=true]:bg-hover"
                >
                  {entry.icon}
                  <span className="grid min-w-0 flex-1 gap-x-4 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-baseline">
                    <span className="min-w-0 truncate">{entry.label}</span>
                    {entry.detail && <span className="min-w-0 truncate text-muted text-sm sm:max-w-72">{entry.detail}</span>}
                  </span>
                </Command.Item>
              ))}
          </Command.Group>
        ))}
      </Command.List>
      {footer}
    </Command>
  );
}

type SearchState = "idle" | "looking" | "failed";
const pauseMs = 120; // a fast typist's next letter

/** What the server finds for the text, once the typing pauses; an answer that comes too late is dropped. */
function useFound(text: string, find: FindDialogProps["find"]): { found: FoundEntry[]; state: SearchState } {
  const [found, setFound] = useState<FoundEntry[]>([]);
  const [state, setState] = useState<SearchState>("idle");
  const wanted = text.trim();
  // biome-ignore lint/correctness/useExhaustiveDependencies: callers pass a new function with each render
  useEffect(() => {
    setState(wanted ? "looking" : "idle");
    if (!wanted) return setFound([]);
    const stop = new AbortController();
    const timer = setTimeout(() => {
      find(wanted, stop.signal).then(
        (entries) => {
          setFound(entries);
          setState("idle");
        },
        () => !stop.signal.aborted && setState("failed"),
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted]);
  return { found, state };
}

function emptyWords(text: string, state: SearchState): string {
  if (state === "failed") return t("Account Center does not answer. Check your connection and try again.");
  if (state === "looking") return t("Looking …");
  return text.trim() ? t("Nothing found for “{text}”.", { text: text.trim() }) : t("Type to search.");
}

/** Every word that was typed begins a word of the label. */
function matching(entries: readonly FoundEntry[], text: string): FoundEntry[] {
  const typed = text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ label }) => {
    const words = label.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return typed.every((begin) => words.some((word) => word.startsWith(begin)));
  });
}

const headingsOf = (entries: readonly FoundEntry[]) => [...new Set(entries.map(({ heading }) => heading))];

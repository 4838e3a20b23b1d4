"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Kbd } from "#components/ui/kbd.tsx";
import { t } from "#lib/text.ts";
import type { FoundEntry } from "./find-dialog.tsx";

// fetched when somebody first wants it: no page is slower for it
const FindDialog = dynamic(() => import("./find-dialog.tsx").then(({ FindDialog }) => FindDialog), { ssr: false });
const ShortcutsDialog = dynamic(() => import("./shortcuts-dialog.tsx").then(({ ShortcutsDialog }) => ShortcutsDialog), {
  ssr: false,
});

type CommandPaletteProps = {
  /** Pages, settings and what can be begun: always there. */
  entries: readonly FoundEntry[];
  find: (text: string, signal: AbortSignal) => Promise<FoundEntry[]>;
};

/** The button in the header, ⌘K or Ctrl K anywhere, / for the search of the page, and ? for the list of all keys. */
export function CommandPalette({ entries, find }: CommandPaletteProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const [help, setHelp] = useState<boolean>();

  function show(next: boolean) {
    setWanted(true);
    setOpen(next);
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = commandOf(event);
      if (!command) return;
      if (command === "search" && !focusSearch()) return;
      event.preventDefault();
      if (command === "palette") {
        setWanted(true);
        setOpen((was) => !was);
      }
      if (command === "help") setHelp(true);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  return (
    <>
      <button
        type="button"
        onClick={() => show(true)}
        aria-keyshortcuts="Meta+K Control+K"
        className="flex h-8 items-center gap-2 rounded-control px-2 text-muted hover:bg-hover hover:text-text sm:border sm:border-line sm:hover:border-line-strong lg:w-52"
      >
        <Search size={16} />
        <span className="sr-only sm:not-sr-only">{t("Go to …")}</span>
        <span aria-hidden className="ml-auto hidden lg:block">
          <Kbd>⌘K</Kbd>
        </span>
      </button>
      {wanted && (
        <FindDialog
          title={t("Go to")}
          placeholder={t("A person, group, configuration or setting")}
          open={open}
          onOpenChange={setOpen}
          entries={entries}
          find={find}
          onPick={({ href }) => router.push(href)}
        />
      )}
      {help !== undefined && <ShortcutsDialog open={help} onOpenChange={setHelp} />}
    </>
  );
}

type KeyCommand = "palette" | "search" | "help";

/** What a key means here; nothing while somebody types, except for ⌘K, and nothing new above an open window. */
function commandOf(event: KeyboardEvent): KeyCommand | undefined {
  if (event.defaultPrevented || event.isComposing || event.altKey) return undefined;
  const palette = event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey) && !event.shiftKey;
  const window = document.querySelector("[role=dialog], [role=alertdialog]");
  if (palette) return window && !window.querySelector("[cmdk-root]") ? undefined : "palette";
  if (window || event.metaKey || event.ctrlKey || isTyping(event.target)) return undefined;
  return event.key === "?" ? "help" : event.key === "/" ? "search" : undefined;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select, [role=menu] *"));

/** Into the first search field that the page shows. */
function focusSearch(): boolean {
  const field = [...document.querySelectorAll<HTMLElement>("main input[type=search]")].find((input) => input.checkVisibility());
  field?.focus();
  return field !== undefined;
}

"use client";

import { Command } from "cmdk";
import { Check, Search, X } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { t } from "#lib/text.ts";
import { Spinner } from "./spinner.tsx";

export type PickerOption = {
  id: string;
  label: string;
  detail?: string;
  /** Why it cannot be chosen. */
  unavailable?: string;
};

type PickerProps = {
  label: string;
  /** What a list without a match says. */
  none: string;
  /** The first few that match; asked again while somebody types. Undefined: that failed. */
  search: (text: string) => Promise<PickerOption[] | undefined>;
  chosen: PickerOption[];
  onChange: (chosen: PickerOption[]) => void;
};

const delayMs = 150;

/** Finds some among many and keeps those that were chosen, whatever is typed next. */
export function Picker({ label, none, search, chosen, onChange }: PickerProps) {
  const [text, setText] = useState("");
  const [found, setFound] = useState<PickerOption[]>();
  const [active, setActive] = useState("");
  const [failed, setFailed] = useState(false);
  const [pending, setPending] = useState(true);
  const ask = useRef(search);
  const id = useId();

  useEffect(() => {
    let stale = false;
    setPending(true);
    const timer = setTimeout(async () => {
      const options = await ask.current(text);
      if (stale) return;
      if (options) setFound(options);
      // the list came after what was typed: Enter then chooses its first
      if (options) setActive(options.find(({ unavailable }) => unavailable === undefined)?.id ?? "");
      setFailed(options === undefined);
      setPending(false);
    }, delayMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [text]);

  const isChosen = (option: PickerOption) => chosen.some(({ id }) => id === option.id);
  const without = (option: PickerOption) => chosen.filter(({ id }) => id !== option.id);
  return (
    <div className="grid gap-3">
      <Command shouldFilter={false} label={label} value={active} onValueChange={setActive} className="grid gap-2">
        <div className="relative">
          <span className="pointer-events-none absolute top-2.5 left-3 text-muted">
            {pending ? <Spinner /> : <Search size={16} />}
          </span>
          <Command.Input
            value={text}
            onValueChange={setText}
            placeholder={label}
            aria-label={label}
            className="control h-9 px-9"
            autoFocus
          />
        </div>
        <Command.List
          aria-label={label}
          className="h-56 overflow-y-auto rounded-control border border-line p-1"
          aria-busy={pending}
        >
          {!pending && failed && <p className="px-2.5 py-2 text-bad">{t("The search did not work. Type again to repeat it.")}</p>}
          {!pending && !failed && found?.length === 0 && <p className="px-2.5 py-2 text-muted">{none}</p>}
          {found?.map((option) => (
            <Command.Item
              key={option.id}
              value={option.id}
              disabled={option.unavailable !== undefined}
              onSelect={() => onChange(isChosen(option) ? without(option) : [...chosen, option])}
              className="flex min-h-10 cursor-pointer select-none items-center gap-3 rounded-sm px-2.5 py-1.5 data-[disabled=true]:cursor-not-allowed data-[selected=true]:bg-hover data-[disabled=true]:opacity-60"
            >
              <span className="grid size-4 shrink-0 place-items-center text-accent-text">
                {isChosen(option) && <Check size={16} aria-label={t("Chosen")} />}
              </span>
              <span className="grid min-w-0 flex-1 gap-x-4 sm:grid-cols-[1fr_auto] sm:items-baseline">
                <span className="min-w-0 truncate">{option.label}</span>
                <span className="min-w-0 truncate text-muted text-sm sm:max-w-56">{option.unavailable ?? option.detail}</span>
              </span>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
      <ul aria-labelledby={id} className="flex flex-wrap gap-1.5 empty:hidden">
        {chosen.map((option) => (
          <li key={option.id} className="min-w-0 max-w-full">
            <button
              type="button"
              onClick={() => onChange(without(option))}
              className="inline-flex h-7 max-w-full items-center gap-1.5 rounded-control border border-line bg-surface pr-1.5 pl-2.5 hover:border-line-strong"
            >
              <span className="min-w-0 truncate">{option.label}</span>
              <X size={14} className="shrink-0 text-muted" aria-label={t("Leave out")} />
            </button>
          </li>
        ))}
      </ul>
      <p id={id} aria-live="polite" className="sr-only">
        {t("{count} chosen", { count: chosen.length })}
      </p>
    </div>
  );
}

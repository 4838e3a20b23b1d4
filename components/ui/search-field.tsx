"use client";

import { Search, X } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { t } from "#lib/text.ts";
import { IconButton } from "./icon-button.tsx";
import { Spinner } from "./spinner.tsx";

type SearchFieldProps = {
  label: string;
  placeholder?: string;
  value: string;
  /** Called once the typing pauses, at once on Enter and when cleared. */
  onSearch: (text: string) => void;
  pending?: boolean;
  name?: string;
  delay?: number;
};

/** What is typed stays where it was typed, however long the answer takes. */
export function SearchField({
  label,
  placeholder = label,
  value,
  onSearch,
  pending,
  name = "q",
  delay = 200,
}: SearchFieldProps): ReactNode {
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const input = useRef<HTMLInputElement>(null);

  // A value that changed from outside (Back, a removed filter) replaces the text; the echo of our own search does not.
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);

  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => send(text), delay);
    return () => clearTimeout(timer);
  });

  function send(next: string) {
    setText(next);
    if (next === sent.current) return;
    sent.current = next;
    onSearch(next);
  }

  return (
    <search className="relative block min-w-48 flex-1 sm:w-80 sm:flex-none">
      <span className="pointer-events-none absolute top-2.5 left-3 text-muted">
        {pending ? <Spinner /> : <Search size={16} />}
      </span>
      <input
        ref={input}
        type="search"
        name={name}
        aria-label={label}
        placeholder={placeholder}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && send(text)}
        onBlur={() => send(text)} // before the click that takes the focus away: a later search would undo where it leads
        className="control h-9 px-9 [&::-webkit-search-cancel-button]:hidden"
      />
      {text && (
        <IconButton
          label={t("Clear search")}
          icon={<X size={16} />}
          className="absolute top-0.5 right-0.5"
          onClick={() => {
            send("");
            input.current?.focus();
          }}
        />
      )}
    </search>
  );
}

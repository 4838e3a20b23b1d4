"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { changeParams } from "./table-query.ts";

type Changes = Record<string, string | undefined>;

export type TableUrl = {
  pending: boolean;
  hrefWith: (changes: Changes) => string;
  /** Goes to an address of this table, keeping scroll position and focus. */
  go: (href: string) => void;
  /** Like `go`, without a step of Back for every letter typed. */
  replaceWith: (changes: Changes) => void;
};

/** The URL is the only state of a table. */
export function useTableUrl(): TableUrl {
  const router = useRouter();
  const path = usePathname();
  const shown = useSearchParams().toString();
  const [pending, startTransition] = useTransition();

  // Where we are heading: a second change made before the first has arrived builds on it.
  const target = useRef(shown);
  useEffect(() => {
    target.current = shown;
  }, [shown]);

  const address = (query: string) => (query ? `${path}?${query}` : path);
  return {
    pending,
    hrefWith: (changes) => address(changeParams(shown, changes)),
    go: (href) => {
      target.current = new URL(href, location.href).searchParams.toString();
      startTransition(() => router.push(href, { scroll: false }));
    },
    replaceWith: (changes) => {
      target.current = changeParams(target.current, changes);
      startTransition(() => router.replace(address(target.current), { scroll: false }));
    },
  };
}

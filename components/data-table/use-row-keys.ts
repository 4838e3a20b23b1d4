"use client";

import { useRouter } from "next/navigation";
import { type RefObject, useEffect } from "react";

const rowLinks = "tbody [data-row-link]";
const ownKeys = "select, textarea, [role=menu], [role=dialog], [role=alertdialog]";

/** Arrow keys, Home and End walk the rows of a table; a press anywhere on a row follows its link, without loading a new document. */
export function useRowKeys(region: RefObject<HTMLElement | null>): void {
  const router = useRouter();
  useEffect(() => {
    const element = region.current;
    if (!element) return;
    const stop = new AbortController();
    element.addEventListener("keydown", (event) => walk(element, event), { signal: stop.signal });
    element.addEventListener("click", (event) => followRow(event, router.push), { signal: stop.signal });
    return () => stop.abort();
  }, [region, router]);
}

function walk(element: HTMLElement, event: KeyboardEvent): void {
  const target = event.target;
  if (!(target instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey || target.closest(ownKeys)) return;
  const links = [...element.querySelectorAll<HTMLElement>(rowLinks)];
  const at = links.findIndex((link) => link.closest("tr") === target.closest("tr"));
  // Outside the rows only Down is ours: it enters the table, also from the search field.
  const next =
    at < 0 ? { ArrowDown: 0 }[event.key] : { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  const link = next === undefined ? undefined : links[next];
  if (!link || (at >= 0 && target instanceof HTMLInputElement)) return;
  event.preventDefault();
  link.focus();
  link.closest("tr")?.scrollIntoView({ block: "nearest" });
}

function followRow(event: MouseEvent, push: (href: string) => void): void {
  const target = event.target;
  if (!(target instanceof Element) || event.defaultPrevented) return;
  const pressed = target.closest<HTMLAnchorElement>("[data-row-link]");
  if (pressed) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return; // the browser opens a tab, or saves
    event.preventDefault();
    push(pressed.getAttribute("href") ?? "");
    return;
  }
  if (target.closest("a, button, input, select, label, [role=menu]")) return;
  if (getSelection()?.toString()) return; // somebody is copying a value
  const link = target.closest("tr")?.querySelector<HTMLAnchorElement>("[data-row-link]");
  if (!link) return;
  if (event.metaKey || event.ctrlKey) window.open(link.href, "_blank", "noopener");
  else link.click();
}

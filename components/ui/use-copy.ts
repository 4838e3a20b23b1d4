"use client";

import { useEffect, useState } from "react";

/** Copies text and answers `copied` for two seconds. */
export function useCopy(): { copied: boolean; copy: (text: string) => Promise<boolean> } {
  const [copiedAt, setCopiedAt] = useState(0);
  useEffect(() => {
    if (!copiedAt) return;
    const timer = setTimeout(() => setCopiedAt(0), 2000);
    return () => clearTimeout(timer);
  }, [copiedAt]);

  async function copy(text: string) {
    const done = await writeClipboard(text);
    if (done) setCopiedAt(Date.now());
    return done;
  }
  return { copied: copiedAt > 0, copy };
}

async function writeClipboard(text: string): Promise<boolean> {
  // Browsers offer the clipboard only on https and localhost; a console on plain http copies through a selection.
  if (!navigator.clipboard) return copySelection(text);
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => copySelection(text),
  );
}

function copySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.className = "sr-only";
  // Inside an open dialog, focus may not leave it.
  (focused?.closest("[role=dialog],[role=alertdialog]") ?? document.body).append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}

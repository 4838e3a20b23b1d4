"use client";

import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useRef, useState } from "react";
import { ConfirmDialog } from "./confirm-dialog.tsx";

type LeaveGuardProps = {
  /** While true, leaving asks. */
  active: boolean;
  title: string;
  question: string;
  leaveLabel: string;
  stayLabel: string;
  /** Links and forms inside it belong to the task and never ask. */
  within?: RefObject<HTMLElement | null>;
};

/** Asks before something unsaved is lost: by a link, a form elsewhere on the page, Back, a reload or closing the tab. */
export function LeaveGuard({ active, title, question, leaveLabel, stayLabel, within }: LeaveGuardProps) {
  const router = useRouter();
  const [leave, setLeave] = useState<() => void>();
  const allowed = useRef(false);

  useEffect(() => {
    if (!active) return;
    allowed.current = false;
    const stop = new AbortController();
    const ask = (event: Event, go: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      setLeave(() => go);
    };

    const onClick = (event: MouseEvent) => {
      const anchor = event.target instanceof Element ? event.target.closest("a") : null;
      const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
      if (!anchor?.href || anchor.target || anchor.download || elsewhere || allowed.current) return;
      if (within?.current?.contains(anchor)) return;
      const url = new URL(anchor.href);
      if (url.origin !== location.origin) return; // beforeunload asks
      ask(event, () => router.push(url.pathname + url.search + url.hash));
    };

    const onSubmit = (event: SubmitEvent) => {
      const form = event.target;
      if (!(form instanceof HTMLFormElement) || allowed.current || within?.current?.contains(form)) return;
      if (form.closest("[role=dialog],[role=alertdialog]")) return;
      ask(event, () => form.requestSubmit(event.submitter));
    };

    // Back and Forward can only be stopped where the Navigation API exists.
    const onNavigate = (event: Event) => {
      if (!("navigationType" in event) || event.navigationType !== "traverse" || !event.cancelable || allowed.current) return;
      ask(event, () => history.back());
    };

    const onUnload = (event: BeforeUnloadEvent) => {
      if (!allowed.current) event.preventDefault();
    };

    const options = { capture: true, signal: stop.signal };
    document.addEventListener("click", onClick, options);
    document.addEventListener("submit", onSubmit, options);
    window.addEventListener("beforeunload", onUnload, options);
    if ("navigation" in window) window.navigation.addEventListener("navigate", onNavigate, options);
    return () => stop.abort();
  }, [active, router, within]);

  return (
    <ConfirmDialog
      title={title}
      consequence={question}
      confirmLabel={leaveLabel}
      cancelLabel={stayLabel}
      danger
      open={leave !== undefined}
      onOpenChange={(open) => !open && setLeave(undefined)}
      onConfirm={() => {
        allowed.current = true;
        leave?.();
        return undefined;
      }}
    />
  );
}

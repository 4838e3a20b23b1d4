import { useLayoutEffect, useRef } from "react";

/**
 * Gives the focus back to what opened a window that has no trigger of its own: for `onCloseAutoFocus`. What was chosen in a menu
 * is gone by then, so its button stands for it; and where that is gone too, the page's content does.
 */
export function useOpener(open: boolean | undefined): (event: Event) => void {
  const opener = useRef<HTMLElement>(undefined);
  // before the menu is taken away and the window takes the focus
  useLayoutEffect(() => {
    if (open) opener.current = openerOf(document.activeElement);
  }, [open]);
  return (event) => {
    event.preventDefault();
    const back = opener.current?.isConnected ? opener.current : document.getElementById("main");
    back?.focus();
  };
}

function openerOf(element: Element | null): HTMLElement | undefined {
  const menu = element?.closest("[role=menu]");
  const button = menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : element;
  return button instanceof HTMLElement && button !== document.body ? button : undefined;
}

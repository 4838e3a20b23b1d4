"use client";

import * as Radix from "radix-ui/tooltip";
import { type ReactNode, useState } from "react";

/** A short explanation of what it wraps, on hover, on focus, and on a press, which is all a phone has. `children` must be able to take focus. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const show = (event: { preventDefault(): void }) => {
    event.preventDefault(); // Radix would close it
    setOpen(true);
  };
  return (
    <Radix.Provider delayDuration={250}>
      <Radix.Root open={open} onOpenChange={setOpen}>
        <Radix.Trigger asChild onClick={show}>
          {children}
        </Radix.Trigger>
        <Radix.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-72 animate-appear text-pretty whitespace-normal rounded-control bg-text px-2.5 py-1.5 text-left font-normal font-sans text-bg text-sm"
        >
          {text}
        </Radix.Content>
      </Radix.Root>
    </Radix.Provider>
  );
}

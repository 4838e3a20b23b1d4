"use client";

import * as Radix from "radix-ui/tooltip";
import type { ReactNode } from "react";

/** A short explanation of what it wraps, on hover and on focus. `children` must be able to take focus. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={250}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
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

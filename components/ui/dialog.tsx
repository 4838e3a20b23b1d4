"use client";

import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import type { ReactNode } from "react";
import { t } from "#lib/text.ts";
import { IconButton } from "./icon-button.tsx";
import { useOpener } from "./use-opener.ts";

export type DialogProps = {
  title: string;
  /** The consequence, first. */
  description?: ReactNode;
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** An alert dialog asks a question: a press beside it does not close it. */
  alert?: boolean;
  footer?: ReactNode;
  children?: ReactNode;
};

/** A window above the page: holds the focus, gives it back, closes with Escape. */
export function Dialog({ title, description, trigger, open, onOpenChange, alert, footer, children }: DialogProps) {
  const giveBack = useOpener(open);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-[appear_140ms] bg-scrim" />
        <Radix.Content
          role={alert ? "alertdialog" : "dialog"}
          aria-describedby={description ? undefined : ""}
          onOpenAutoFocus={focusFirstField}
          onCloseAutoFocus={trigger ? undefined : giveBack}
          onPointerDownOutside={(event) => alert && event.preventDefault()}
          className="fixed inset-x-4 top-[12dvh] z-50 mx-auto flex max-h-[76dvh] max-w-[30rem] animate-appear flex-col rounded-card bg-raised shadow-float"
        >
          <div className="flex items-start justify-between gap-4 px-5 pt-4 pb-2">
            <Radix.Title className="pt-1 font-semibold text-lg">{title}</Radix.Title>
            {!alert && (
              <Radix.Close asChild>
                <IconButton label={t("Close")} icon={<X size={16} />} className="-mr-2" />
              </Radix.Close>
            )}
          </div>
          <div className="grid min-h-0 grid-cols-[minmax(0,1fr)] gap-4 overflow-y-auto px-5 pb-5">
            {description && (
              <Radix.Description asChild>
                <div className="text-pretty text-muted">{description}</div>
              </Radix.Description>
            )}
            {children}
          </div>
          {footer && (
            <div className="flex flex-col-reverse gap-2 border-line border-t px-5 py-3 sm:flex-row sm:justify-end">{footer}</div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Where there is something to fill in, one begins there and not at the button that closes. */
function focusFirstField(event: Event): void {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const field = event.currentTarget.querySelector<HTMLElement>(
    "input:not([type=hidden], :disabled), select:not(:disabled), textarea:not(:disabled)",
  );
  if (!field) return;
  event.preventDefault();
  field.focus();
}

export const DialogClose = ({ children }: { children: ReactNode }) => <Radix.Close asChild>{children}</Radix.Close>;

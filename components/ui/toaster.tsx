"use client";

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import dynamic from "next/dynamic";
import { t } from "#lib/text.ts";

// after the page can be used: nobody sees a toast before they did something
const Sonner = dynamic(() => import("sonner").then((module) => module.Toaster), { ssr: false });

/** Where toasts appear. They only repeat what the page already shows: never the one place where something can be read. */
export function Toaster() {
  return (
    <Sonner
      containerAriaLabel={t("Notices")}
      position="bottom-right"
      gap={8}
      visibleToasts={3}
      icons={{
        success: <CircleCheck size={16} className="text-ok" />,
        error: <CircleAlert size={16} className="text-bad" />,
        warning: <TriangleAlert size={16} className="text-warn" />,
        info: <Info size={16} className="text-info" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-3 rounded-card bg-raised px-4 py-3 font-sans text-base text-text shadow-float sm:w-[22rem]",
          icon: "mt-0.5 shrink-0",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "text-muted",
          actionButton: "shrink-0 rounded-sm font-medium text-accent-text hover:underline",
          cancelButton: "shrink-0 rounded-sm text-muted hover:underline",
        },
      }}
    />
  );
}

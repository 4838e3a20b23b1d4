"use client";

import type { ReactNode } from "react";
import { t } from "#lib/text.ts";
import { Tooltip } from "./tooltip.tsx";

/** The small word "IdP" beside what an identity provider keeps true; its tooltip says which, and where it is changed. */
export function OwnerLabel({ label = t("IdP"), text }: { label?: string; text: ReactNode }) {
  return (
    <Tooltip text={text}>
      <button
        type="button"
        className="inline-flex h-5 cursor-help items-center rounded-sm border border-line px-1.5 font-medium font-sans text-muted text-xs hover:border-line-strong hover:text-text"
      >
        {label}
      </button>
    </Tooltip>
  );
}

"use client";

import { Check, Copy } from "lucide-react";
import type { ReactNode } from "react";
import { t } from "#lib/text.ts";
import { Button } from "./button.tsx";
import { useCopy } from "./use-copy.ts";

type CopyButtonProps = {
  text: string;
  label?: string;
  describes?: string;
  size?: "sm" | "md";
  onCopied?: () => void;
  children?: ReactNode;
};

/** "Copy", then "Copied" for two seconds, said aloud as well. `describes` tells several buttons apart: "Copy Tenant URL". */
export function CopyButton({ text, label = t("Copy"), describes, size = "md", onCopied }: CopyButtonProps) {
  const { copied, copy } = useCopy();
  return (
    <>
      <Button
        size={size}
        icon={copied ? <Check size={16} className="text-ok" /> : <Copy size={16} />}
        onClick={async () => (await copy(text)) && onCopied?.()}
      >
        {/* Both words share one place, so that the button keeps its width. */}
        <span className="grid justify-items-center *:[grid-area:1/1]">
          <span className={copied ? "invisible" : undefined}>
            {label}
            {describes && <span className="sr-only"> {describes}</span>}
          </span>
          <span className={copied ? undefined : "invisible"}>{t("Copied")}</span>
        </span>
      </Button>
      <span aria-live="polite" className="sr-only">
        {copied && t("Copied")}
      </span>
    </>
  );
}

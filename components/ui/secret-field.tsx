"use client";

import { Download } from "lucide-react";
import { type ReactNode, useId } from "react";
import { t } from "#lib/text.ts";
import { Button } from "./button.tsx";
import { CopyButton } from "./copy-button.tsx";
import { Input } from "./input.tsx";

type SecretFieldProps = {
  label: string;
  value: string;
  /** Name of the file that Download writes; its text is the secret unless `fileText` says more. */
  fileName: string;
  fileText?: string;
  hint?: ReactNode;
  /** Called once the secret was copied or downloaded. */
  onSaved?: () => void;
};

/** A secret that is shown this once: plain text, to be copied or downloaded now. */
export function SecretField({ label, value, fileName, fileText = value, hint, onSaved }: SecretFieldProps) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <Input
        id={id}
        readOnly
        value={value}
        spellCheck={false}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onFocus={(event) => event.target.select()}
        onCopy={onSaved}
        className="font-mono text-sm"
      />
      {hint && (
        <div id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </div>
      )}
      <div className="flex flex-wrap gap-2 pt-1">
        <CopyButton text={value} label={t("Copy to clipboard")} onCopied={onSaved} />
        <Button
          icon={<Download size={16} />}
          onClick={() => {
            downloadText(fileName, fileText);
            onSaved?.();
          }}
        >
          {t("Download")}
        </Button>
      </div>
    </div>
  );
}

function downloadText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(url);
}

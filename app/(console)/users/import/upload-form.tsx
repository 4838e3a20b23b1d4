"use client";

import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { type DragEvent, type FormEvent, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { formatNumber } from "#components/ui/number.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { t } from "#lib/text.ts";
import { cn } from "#lib/utils.ts";
import { type Upload, upload } from "./upload.ts";

/** Takes a file by choosing or dropping it, and leads to what it would do. */
export function UploadForm({ maxBytes }: { maxBytes: number }) {
  const router = useRouter();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [state, setState] = useState<Upload>();
  const [over, setOver] = useState(false);
  const busy = state?.kind === "sending" || state?.kind === "checking";

  function choose(chosen: File | undefined) {
    if (busy) return;
    setFile(chosen);
    const tooLarge = chosen && chosen.size > maxBytes;
    setState(tooLarge ? { kind: "refused", message: t("The file is larger than 10 MB. Split it.") } : undefined);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0]);
  }

  async function send(event: FormEvent) {
    event.preventDefault();
    if (!file) return setState({ kind: "refused", message: t("Choose a file first.") });
    if (busy || file.size > maxBytes) return;
    const id = await upload(file, setState);
    if (id) router.push(`/users/import/${id}`);
  }

  return (
    <form onSubmit={send} className="grid content-start gap-4">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the field inside does the same */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cn(
          "grid justify-items-center gap-3 rounded-card border border-line-strong border-dashed px-6 py-10 text-center",
          over && "border-accent bg-accent-soft",
        )}
      >
        <FileUp size={20} className="text-muted" />
        <p className="min-w-0 max-w-full break-words">
          {file ? (
            <>
              <span className="font-medium">{file.name}</span>{" "}
              <span className="text-muted tabular-nums">
                {t("{ceil} KB", { ceil: formatNumber(Math.ceil(file.size / 1024)) })}
              </span>
            </>
          ) : (
            <span className="text-muted">{t("Drop a CSV file here, or")}</span>
          )}
        </p>
        <label className="sr-only" htmlFor="csv-file">
          {t("CSV file")}
        </label>
        <input
          id="csv-file"
          ref={input}
          type="file"
          accept=".csv,text/csv"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => choose(event.target.files?.[0])}
        />
        <Button onClick={() => input.current?.click()}>{file ? t("Choose another file") : t("Choose a file")}</Button>
      </div>
      {state?.kind === "refused" && (
        <InlineAlert tone="bad" title={t("Nothing was changed")}>
          {state.message}
        </InlineAlert>
      )}
      {busy && (
        <div className="grid gap-2">
          <p role="status" className="text-muted">
            {state.kind === "sending" ? t("Sending the file…") : t("Checking every line…")}
          </p>
          <Progress
            label={t("Upload")}
            max={100}
            segments={[{ tone: "accent", value: state.kind === "sending" ? Math.round(100 * state.share) : 100 }]}
            className={cn(state.kind === "checking" && "animate-breathe")}
          />
        </div>
      )}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={busy}>
          {t("Check the file")}
        </Button>
      </div>
    </form>
  );
}

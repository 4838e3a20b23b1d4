import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { t } from "#lib/text.ts";
import { cn } from "#lib/utils.ts";

export type ControlProps = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string;
  optional?: boolean;
  className?: string;
  /** Receives what ties the control to its label, hint and error. */
  children: (control: ControlProps) => ReactNode;
};

/** Label above, control, hint, error. */
export function Field({ label, hint, error, optional, className, children }: FieldProps) {
  const id = useId();
  return (
    <div className={cn("grid content-start gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {optional && <span className="text-faint text-sm">{t("Optional")}</span>}
      </div>
      {children(controlProps(id, hint, error))}
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  );
}

/** Control left, label and hint right: for a switch or a checkbox. */
export function ChoiceField({ label, hint, error, className, children }: Omit<FieldProps, "optional">) {
  const id = useId();
  return (
    <div className={cn("flex items-start gap-3", className)}>
      <span className="flex h-5 items-center">{children(controlProps(id, hint, error))}</span>
      <div className="grid gap-0.5">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <FieldNotes id={id} hint={hint} error={error} />
      </div>
    </div>
  );
}

function controlProps(id: string, hint: ReactNode, error: string | undefined): ControlProps {
  const notes = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return { id, "aria-describedby": notes || undefined, "aria-invalid": error ? true : undefined };
}

function FieldNotes({ id, hint, error }: { id: string; hint?: ReactNode; error?: string }) {
  return (
    <>
      {hint && (
        <div id={`${id}-hint`} className="text-pretty text-muted text-sm">
          {hint}
        </div>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-bad text-sm">
          <CircleAlert size={16} className="mt-0.5" />
          {error}
        </p>
      )}
    </>
  );
}

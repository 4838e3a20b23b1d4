import { type ReactNode, useId } from "react";
import { CopyButton } from "./copy-button.tsx";
import { Input } from "./input.tsx";

/** A value that is carried elsewhere: labelled, selectable, with a copy button. `note` warns about the value itself. */
export function CopyRow({ label, value, note }: { label: string; value: string; note?: ReactNode }) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <Input id={id} readOnly value={value} className="font-mono text-sm" />
        <CopyButton text={value} describes={label} />
      </div>
      {note}
    </div>
  );
}

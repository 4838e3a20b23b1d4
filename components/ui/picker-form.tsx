"use client";

import { useState, useTransition } from "react";
import { t } from "#lib/text.ts";
import { Button } from "./button.tsx";
import { InlineAlert } from "./inline-alert.tsx";
import { Picker, type PickerOption } from "./picker.tsx";

type PickerFormProps = {
  label: string;
  none: string;
  search: (text: string) => Promise<PickerOption[] | undefined>;
  /** What the button says when so many are chosen. */
  verb: (count: number) => string;
  /** Returns what went wrong. */
  onSubmit: (ids: string[]) => Promise<string | undefined>;
  close: () => void;
};

/** What a dialog holds in which some of many are found and chosen; closes once that worked. */
export function PickerForm({ label, none, search, verb, onSubmit, close }: PickerFormProps) {
  const [chosen, setChosen] = useState<PickerOption[]>([]);
  const [problem, setProblem] = useState<string>();
  const [pending, startTransition] = useTransition();

  function submit() {
    startTransition(async () => {
      const wrong = await onSubmit(chosen.map(({ id }) => id));
      if (wrong === undefined) close();
      else setProblem(wrong);
    });
  }

  return (
    <>
      {problem && <InlineAlert tone="bad">{problem}</InlineAlert>}
      <Picker label={label} none={none} search={search} chosen={chosen} onChange={setChosen} />
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button onClick={close}>{t("Cancel")}</Button>
        <Button variant="primary" disabled={chosen.length === 0} pending={pending} onClick={submit}>
          {verb(chosen.length)}
        </Button>
      </div>
    </>
  );
}

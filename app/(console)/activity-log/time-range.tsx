"use client";

import { CalendarRange } from "lucide-react";
import { type FormEvent, useState } from "react";
import { rich } from "#components/rich.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { Input } from "#components/ui/input.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";

type Range = { from: string | undefined; until: string | undefined };
type TimeRangeProps = Range & { onChange: (range: Range) => void; hrefWithout: string };

/** From one day to another, both whole and in the viewer's zone; the address carries the exact instants. */
export function TimeRange({ from, until, onChange, hrefWithout }: TimeRangeProps) {
  const [open, setOpen] = useState(false);

  function choose(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setOpen(false);
    onChange({ from: startOf(form.get("from"), 0), until: startOf(form.get("until"), 1) });
  }

  return (
    <>
      <Dialog
        title={t("Choose dates")}
        open={open}
        onOpenChange={setOpen}
        trigger={
          <Button icon={<CalendarRange size={16} />}>
            <span className="sr-only sm:not-sr-only">{t("Dates")}</span>
          </Button>
        }
      >
        <form onSubmit={choose} className="grid gap-4">
          <div className="grid grid-cols-2 gap-4">
            <Field label={t("From")}>
              {(control) => <Input {...control} type="date" name="from" defaultValue={dayOf(from, 0)} max="9999-12-30" />}
            </Field>
            <Field label={t("To")}>
              {(control) => <Input {...control} type="date" name="until" defaultValue={dayOf(until, 1)} max="9999-12-30" />}
            </Field>
          </div>
          <div className="flex justify-end">
            <Button type="submit" variant="primary">
              {t("Show these days")}
            </Button>
          </div>
        </form>
      </Dialog>
      {(from || until) && <FilterChip label={t("When")} value={<Between from={from} until={until} />} removeHref={hrefWithout} />}
    </>
  );
}

function Between({ from, until }: Range) {
  return (
    <>
      {from && rich("from {time}", { time: <Time iso={from} format="datetime" /> })}{" "}
      {until && rich("until {time}", { time: <Time iso={until} format="datetime" /> })}
    </>
  );
}

/** Midnight at the viewer's, `later` days after the chosen one. */
function startOf(day: FormDataEntryValue | null, later: number): string | undefined {
  const [year = 0, month = 1, date = 1] = typeof day === "string" ? day.split("-").map(Number) : [];
  return year > 0 ? new Date(year, month - 1, date + later).toISOString() : undefined;
}

function dayOf(iso: string | undefined, later: number): string | undefined {
  const at = new Date(iso ?? "");
  if (Number.isNaN(at.getTime())) return undefined;
  at.setDate(at.getDate() - later);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

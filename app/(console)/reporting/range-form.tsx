import Form from "next/form";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { type Breakdown, breakdowns } from "#db/queries/reporting.ts";
import type { DayRange } from "#lib/day-range.ts";
import { t } from "#lib/text.ts";
import { breakdownLabels } from "./report-query.ts";

/** The address is the form's only state, so a report can be shared. */
export function RangeForm({ range, by }: { range: DayRange; by: Breakdown }) {
  return (
    <Form action="/reporting" scroll={false} className="flex flex-wrap items-end gap-4">
      <Field label={t("From")}>
        {(control) => <Input {...control} key={range.from} type="date" name="from" defaultValue={range.from} max={range.to} />}
      </Field>
      <Field label={t("To")}>
        {(control) => <Input {...control} key={range.to} type="date" name="to" defaultValue={range.to} />}
      </Field>
      <Field label={t("People by")}>
        {(control) => (
          <Select
            {...control}
            key={by}
            name="by"
            defaultValue={by}
            options={breakdowns.map((value) => ({ value, label: breakdownLabels[value] }))}
          />
        )}
      </Field>
      <Button type="submit">{t("Show")}</Button>
    </Form>
  );
}

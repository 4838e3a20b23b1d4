"use client";

import { UserSearch } from "lucide-react";
import { useState } from "react";
import { FindDialog } from "#components/command-palette/find-dialog.tsx";
import { Filters, type TableFilter } from "#components/data-table/filters.tsx";
import { useTableUrl } from "#components/data-table/use-table-url.ts";
import { Button } from "#components/ui/button.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { activityKinds } from "#lib/activity-words.ts";
import { t } from "#lib/text.ts";
import { findAnything } from "../find/find.ts";
import { type ActivityParams, timeSpans } from "./activity-query.ts";
import { TimeRange } from "./time-range.tsx";

type Named = { id: string; name: string };
type ActivityFiltersProps = {
  filters: ActivityParams;
  /** What the ids in the address are called. */
  names: { about: string | undefined; configuration: string | undefined; by: string | undefined };
  admins: Named[];
  configurations: Named[];
};

const actors = [
  { value: "admin", label: t("Any admin") },
  { value: "idp", label: t("Any identity provider") },
  { value: "system", label: t("Account Center itself") },
];

/** The address is the only state of the log; any other filter starts at the newest entry again. */
export function ActivityFilters({ filters, names, admins, configurations }: ActivityFiltersProps) {
  const table = useTableUrl();
  const [finding, setFinding] = useState(false);
  const fromTheNewest = { before: undefined, after: undefined };
  const url = {
    ...table,
    hrefWith: (changes: Record<string, string | undefined>) => table.hrefWith({ ...fromTheNewest, ...changes }),
  };
  const choices = (named: Named[]) => named.map(({ id, name }) => ({ value: id, label: name }));
  const menu: TableFilter[] = [
    {
      key: "kind",
      label: t("What"),
      options: Object.entries(activityKinds).map(([value, { label }]) => ({ value, label })),
    },
    { key: "by", label: t("By"), options: withAsked([...actors, ...choices(admins)], filters.by, names.by) },
    {
      key: "configuration",
      label: t("SCIM configuration"),
      options: withAsked(choices(configurations), filters.configuration, names.configuration),
    },
    { key: "time", label: t("When"), options: Object.entries(timeSpans).map(([value, label]) => ({ value, label })) },
  ];
  const { about, from, until, ...chosen } = filters;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button icon={<UserSearch size={16} />} onClick={() => setFinding(true)}>
        {t("Person or group")}
      </Button>
      <Filters filters={menu} query={{ q: "", page: 1, filters: chosen }} url={url} />
      <TimeRange
        from={from}
        until={until}
        onChange={(range) => url.go(url.hrefWith({ ...range, time: undefined }))}
        hrefWithout={url.hrefWith({ from: undefined, until: undefined })}
      />
      {about && <FilterChip label={t("About")} value={names.about ?? about} removeHref={url.hrefWith({ about: undefined })} />}
      <FindDialog
        title={t("Show what happened to")}
        placeholder={t("Name, email or ID of a person or group")}
        open={finding}
        onOpenChange={setFinding}
        find={(text, signal) => findAnything(text, ["person", "group"], signal)}
        onPick={({ id }) => url.go(url.hrefWith({ about: id }))}
      />
    </div>
  );
}

/** A shared address may name what is no choice any more: it keeps its name. */
function withAsked(options: { value: string; label: string }[], value: string | undefined, label: string | undefined) {
  if (value === undefined || label === undefined || options.some((option) => option.value === value)) return options;
  return [...options, { value, label }];
}

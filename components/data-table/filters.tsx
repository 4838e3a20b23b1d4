"use client";

import { ListFilter } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { Menu, MenuChoice, MenuItem } from "#components/ui/menu.tsx";
import type { PickerOption } from "#components/ui/picker.tsx";
import { t } from "#lib/text.ts";
import type { TableQuery } from "./table-query.ts";
import type { TableUrl } from "./use-table-url.ts";

/** Loaded when somebody opens it: the table comes first. */
const FilterFinder = dynamic(() => import("./filter-finder.tsx").then((module) => module.FilterFinder), { ssr: false });

export type TableFilter = {
  key: string;
  label: string;
  options: { value: string; label: string }[];
  /** Where there may be more than a menu holds: how the others are found. */
  more?: { label: string; none: string; search: (text: string) => Promise<PickerOption[] | undefined> };
};

const everything = "";

/** What can be narrowed, in a menu; what is narrowed, as chips that can be removed. */
export function Filters({ filters, query, url }: { filters: readonly TableFilter[]; query: TableQuery; url: TableUrl }) {
  const [finding, setFinding] = useState<TableFilter>();
  return (
    <>
      <Menu
        align="start"
        wide
        trigger={
          <Button variant="secondary" icon={<ListFilter size={16} />}>
            <span className="sr-only sm:not-sr-only">{t("Filter")}</span>
          </Button>
        }
      >
        <div className="divide-y divide-line sm:flex sm:divide-x sm:divide-y-0">
          {filters.map((filter) => (
            <div key={filter.key} className="py-1 sm:max-h-96 sm:min-w-36 sm:max-w-64 sm:overflow-y-auto sm:px-1 sm:py-0">
              <MenuChoice
                label={filter.label}
                value={query.filters[filter.key] ?? everything}
                options={[{ value: everything, label: t("All") }, ...filter.options]}
                onChange={(value) => url.go(url.hrefWith({ [filter.key]: value }))}
              />
              {filter.more && <MenuItem onSelect={() => setFinding(filter)}>{filter.more.label}</MenuItem>}
            </div>
          ))}
        </div>
      </Menu>
      {finding?.more && (
        <FilterFinder
          {...finding.more}
          onClose={() => setFinding(undefined)}
          onFind={(id) => url.go(url.hrefWith({ [finding.key]: id }))}
        />
      )}
      {filters.map(({ key, label, options }) => {
        const value = query.filters[key];
        if (value === undefined) return null;
        const shown = options.find((option) => option.value === value)?.label ?? value;
        return <FilterChip key={key} label={label} value={shown} removeHref={url.hrefWith({ [key]: undefined })} />;
      })}
    </>
  );
}

"use client";

import { Columns3 } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuCheck, MenuChoice, MenuHeading, MenuSeparator } from "#components/ui/menu.tsx";
import { t } from "#lib/text.ts";
import { formatTableView, type TableView, viewCookie } from "./table-view.ts";

const yearInSeconds = 31_536_000;

/** The view of a table, and how to change it: at once here, and in the cookie for next time. */
export function useTableView(table: string, initial: TableView): [TableView, (next: TableView) => void] {
  const [view, setView] = useState(initial);
  return [
    view,
    (next) => {
      setView(next);
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
      document.cookie = `${viewCookie(table)}=${formatTableView(next)}; path=/; max-age=${yearInSeconds}; samesite=lax`;
    },
  ];
}

type ViewMenuProps = {
  view: TableView;
  columns: { id: string; label: string }[];
  onChange: (next: TableView) => void;
};

/** Which columns are shown, and how close the rows stand. */
export function ViewMenu({ view, columns, onChange }: ViewMenuProps) {
  const toggle = (id: string, shown: boolean) =>
    onChange({ ...view, hidden: shown ? view.hidden.filter((column) => column !== id) : [...view.hidden, id] });
  return (
    <Menu
      trigger={
        <Button icon={<Columns3 size={16} />}>
          <span className="sr-only sm:not-sr-only">{t("View")}</span>
        </Button>
      }
    >
      <MenuHeading>
        <span className="text-muted text-sm">{t("Columns")}</span>
      </MenuHeading>
      {columns.map(({ id, label }) => (
        <MenuCheck key={id} checked={!view.hidden.includes(id)} onChange={(shown) => toggle(id, shown)}>
          {label}
        </MenuCheck>
      ))}
      <MenuSeparator />
      <MenuChoice
        label={t("Density")}
        value={view.density}
        options={[
          { value: "normal", label: t("Normal") },
          { value: "compact", label: t("Compact") },
        ]}
        onChange={(density) => onChange({ ...view, density })}
      />
    </Menu>
  );
}

"use client";

import { type ReactNode, useState } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { t } from "#lib/text.ts";

export type SettingsPanel = {
  title: string;
  summary?: ReactNode;
  /** What people may search for besides the title. */
  keywords: string;
  open?: boolean;
  content: ReactNode;
};

/** Global Settings: panels that are closed on arrival, and a search over their names. */
export function GlobalSettings({ panels }: { panels: SettingsPanel[] }) {
  const [search, setSearch] = useState("");
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = ({ title, keywords }: SettingsPanel) => {
    const text = `${title} ${keywords}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return (
    <div className="grid gap-5">
      <SearchField label={t("Search settings")} value={search} onSearch={setSearch} delay={0} />
      <div>
        {panels.map((panel) => (
          <div key={panel.title} hidden={!matches(panel)}>
            <Panel title={panel.title} summary={panel.summary} defaultOpen={panel.open}>
              {panel.content}
            </Panel>
          </div>
        ))}
        {!panels.some(matches) && (
          <EmptyState title={t("No settings match")}>{t("Nothing found for “{search}”.", { search })}</EmptyState>
        )}
      </div>
    </div>
  );
}

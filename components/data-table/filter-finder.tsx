"use client";

import { Dialog } from "#components/ui/dialog.tsx";
import { Picker } from "#components/ui/picker.tsx";
import { t } from "#lib/text.ts";
import type { TableFilter } from "./filters.tsx";

type FilterFinderProps = NonNullable<TableFilter["more"]> & { onFind: (id: string | undefined) => void; onClose: () => void };

/** What a table is narrowed by, found by name where there is more than a menu holds. */
export function FilterFinder({ label, none, search, onFind, onClose }: FilterFinderProps) {
  return (
    <Dialog title={label} open onOpenChange={onClose}>
      <Picker
        label={t("Search by name")}
        none={none}
        search={search}
        chosen={[]}
        onChange={([option]) => {
          onClose();
          onFind(option?.id);
        }}
      />
    </Dialog>
  );
}

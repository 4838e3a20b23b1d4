"use client";

import { Download, Ellipsis, KeyRound, UsersRound } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { SelectionState } from "#components/data-table/use-selection.ts";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { t } from "#lib/text.ts";
import type { Pool } from "../pool.ts";
import type { BulkKind } from "./bulk-words.ts";

/** Loaded when somebody has chosen what to do. */
const BulkDialog = dynamic(() => import("./bulk-dialog.tsx").then((module) => module.BulkDialog), { ssr: false });

export type BulkChoices = {
  pools: Pool[];
  /** The first few; the others are searched for. */
  groups: { id: string; name: string }[];
};

type BulkBarProps = BulkChoices & {
  state: SelectionState;
  /** The table's query string, which says who "all that match" are. */
  query: string;
  /** The license type that the table is filtered by, if any: most likely the one that is meant. */
  poolId?: string;
  mayChange: boolean;
};

/** What can be done with the selected people. Who may only read exports. */
export function BulkBar({ state, query, pools, groups, poolId, mayChange }: BulkBarProps) {
  const [open, setOpen] = useState<BulkKind>();
  const selection = JSON.stringify(state.selection.kind === "all" ? { ...state.selection, query } : state.selection);
  return (
    <>
      {mayChange && (
        <>
          {pools.length > 0 && (
            <Menu
              trigger={
                <Button size="sm" icon={<KeyRound size={16} />}>
                  {t("Manage licenses")}
                </Button>
              }
            >
              <MenuItem onSelect={() => setOpen("people.assign_license")}>{t("Assign license")}</MenuItem>
              <MenuItem onSelect={() => setOpen("people.return_license")}>{t("Return license")}</MenuItem>
              <MenuItem onSelect={() => setOpen("people.resend_invitation")}>{t("Resend invitation")}</MenuItem>
            </Menu>
          )}
          {groups.length > 0 && (
            <Menu
              trigger={
                <Button size="sm" icon={<UsersRound size={16} />}>
                  {t("Manage groups")}
                </Button>
              }
            >
              <MenuItem onSelect={() => setOpen("people.add_to_group")}>{t("Add to group")}</MenuItem>
              <MenuItem onSelect={() => setOpen("people.remove_from_group")}>{t("Remove from group")}</MenuItem>
            </Menu>
          )}
        </>
      )}
      <form method="post" action="/users/export">
        <input type="hidden" name="selection" value={selection} />
        <Button type="submit" size="sm" icon={<Download size={16} />}>
          {t("Export")}
        </Button>
      </form>
      {mayChange && (
        <Menu trigger={<IconButton label={t("More actions")} icon={<Ellipsis size={16} />} />}>
          <MenuItem onSelect={() => setOpen("people.suspend")}>{t("Suspend")}</MenuItem>
          <MenuItem onSelect={() => setOpen("people.unsuspend")}>{t("Lift suspension")}</MenuItem>
          <MenuSeparator />
          <MenuItem danger onSelect={() => setOpen("people.remove")}>
            {t("Remove")}
          </MenuItem>
        </Menu>
      )}
      {open && (
        <BulkDialog
          kind={open}
          selection={selection}
          count={state.count}
          pools={pools}
          groups={groups}
          poolId={poolId}
          onClose={() => setOpen(undefined)}
          onStarted={() => {
            setOpen(undefined);
            state.clear();
          }}
        />
      )}
    </>
  );
}

"use client";

import { Download, Ellipsis, FileUp, History, Mail, Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuLink } from "#components/ui/menu.tsx";
import { t } from "#lib/text.ts";
import type { Pool } from "../pool.ts";

/** Loaded when somebody opens it: the table comes first. */
const AddPeople = dynamic(() => import("./add-people.tsx").then((module) => module.AddPeople), { ssr: false });

type UsersActionsProps = {
  pools: Pool[];
  /** The table's query string: a download of what it shows. Empty when it shows everybody. */
  filtered: string;
  mayChange: boolean;
};

/** What can be done in Users beside working on people who are listed. */
export function UsersActions({ pools, filtered, mayChange }: UsersActionsProps) {
  const router = useRouter();
  const [adding, setAdding] = useState(false);
  const download = (query: string) => location.assign(`/users/export${query && `?${query}`}`);
  return (
    <>
      <Menu trigger={<Button icon={<Ellipsis size={16} />}>{t("More")}</Button>}>
        {filtered && (
          <MenuItem icon={<Download size={16} />} onSelect={() => download(filtered)}>
            {t("Download what is filtered (CSV)")}
          </MenuItem>
        )}
        <MenuItem icon={<Download size={16} />} onSelect={() => download("")}>
          {t("Download everybody (CSV)")}
        </MenuItem>
        <MenuLink icon={<History size={16} />} href="/users/jobs">
          {t("Bulk changes")}
        </MenuLink>
      </Menu>
      {mayChange && (
        <Menu
          trigger={
            <Button variant="primary" icon={<Plus size={16} />}>
              {t("Add people")}
            </Button>
          }
        >
          <MenuItem icon={<Mail size={16} />} onSelect={() => setAdding(true)}>
            {t("By email")}
          </MenuItem>
          <MenuItem icon={<FileUp size={16} />} onSelect={() => router.push("/users/import")}>
            {t("From a CSV file")}
          </MenuItem>
        </Menu>
      )}
      {adding && <AddPeople pools={pools} onClose={() => setAdding(false)} />}
    </>
  );
}

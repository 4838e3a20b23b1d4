"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuLink } from "#components/ui/menu.tsx";
import { t } from "#lib/text.ts";

/** Admin › Admin Settings, and whatever else is for admins alone. */
export function AdminMenu({ links }: { links: { label: string; href: string }[] }) {
  return (
    <Menu
      trigger={
        <Button variant="ghost" size="sm">
          {t("Admin")} <ChevronDown size={16} className="-mx-1" />
        </Button>
      }
    >
      {links.map((link) => (
        <MenuLink key={link.href} href={link.href}>
          {link.label}
        </MenuLink>
      ))}
    </Menu>
  );
}

"use client";

import { LogOut } from "lucide-react";
import { startTransition } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Menu, MenuChoice, MenuHeading, MenuItem, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";
import { themeOptions, useTheme } from "#components/ui/theme-switch.tsx";
import { t } from "#lib/text.ts";

type UserMenuProps = {
  user: { name: string; email: string; role: string };
  account: string;
  /** Where to change to another account; absent for somebody who has one. */
  changeAccount?: string;
  /** Where they change their own name and password. */
  profile: string;
  signOut: () => Promise<void>;
};

export function UserMenu({ user, account, changeAccount, profile, signOut }: UserMenuProps) {
  const [theme, chooseTheme] = useTheme();
  return (
    <Menu
      trigger={
        <button type="button" className="rounded-full p-1 hover:bg-hover">
          <span className="sr-only">{t("Your account: {user}", { user: user.name })}</span>
          <Avatar name={user.name} />
        </button>
      }
    >
      <MenuHeading>
        <span className="block truncate font-medium text-base text-text">{user.name}</span>
        <span className="block truncate text-muted text-sm">{user.email}</span>
        <span className="block truncate text-faint text-sm">
          {user.role} · {account}
        </span>
      </MenuHeading>
      <MenuSeparator />
      <MenuChoice
        label={t("Theme")}
        value={theme}
        options={themeOptions.map(({ value, label, icon: Icon }) => ({
          value,
          label,
          icon: <Icon size={16} className="text-muted" />,
        }))}
        onChange={chooseTheme}
      />
      <MenuSeparator />
      <MenuLink href={profile}>{t("Your profile")}</MenuLink>
      {changeAccount && <MenuLink href={changeAccount}>{t("Change account")}</MenuLink>}
      <MenuItem icon={<LogOut size={16} className="text-muted" />} onSelect={() => startTransition(signOut)}>
        {t("Sign out")}
      </MenuItem>
    </Menu>
  );
}

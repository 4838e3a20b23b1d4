import { t } from "#lib/text.ts";
/** Every tab of the console, in order. A frame shows those that it is told exist. */
export const consoleTabs = [
  { label: t("Users"), href: "/users" },
  { label: t("Groups"), href: "/groups" },
  { label: t("Licenses"), href: "/licenses" },
  { label: t("Admins"), href: "/admins" },
  { label: t("Reporting"), href: "/reporting" },
  { label: t("Activity log"), href: "/activity-log" },
  { label: t("Settings"), href: "/settings" },
] as const;

export type ConsoleTab = (typeof consoleTabs)[number]["label"];

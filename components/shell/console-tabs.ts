import { t } from "#lib/text.ts";

/** The tabs of the console, in order. */
export const consoleTabs = [
  { label: t("Users"), href: "/users" },
  { label: t("Groups"), href: "/groups" },
  { label: t("Licenses"), href: "/licenses" },
  { label: t("Admins"), href: "/admins" },
  { label: t("Reporting"), href: "/reporting" },
  { label: t("Activity log"), href: "/activity-log" },
  { label: t("Settings"), href: "/settings" },
];

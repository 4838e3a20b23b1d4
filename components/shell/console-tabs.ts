/** Every tab of the console, in order. A frame shows those that it is told exist. */
export const consoleTabs = [
  { label: "Users", href: "/users" },
  { label: "Groups", href: "/groups" },
  { label: "Licenses", href: "/licenses" },
  { label: "Admins", href: "/admins" },
  { label: "Reporting", href: "/reporting" },
  { label: "Activity log", href: "/activity-log" },
  { label: "Settings", href: "/settings" },
] as const;

export type ConsoleTab = (typeof consoleTabs)[number]["label"];

"use client";

import { CommandPalette } from "#components/command-palette/command-palette.tsx";
import type { FoundEntry } from "#components/command-palette/find-dialog.tsx";
import { findKinds } from "#lib/find-kinds.ts";
import { t } from "#lib/text.ts";
import { findAnything } from "./find.ts";

type Place = { label: string; href: string };

const settings: Place[] = [
  { label: t("SCIM Setup"), href: "/settings/scim" },
  { label: t("Single Sign-On (SSO)"), href: "/settings?panel=sso" },
  { label: t("Check user data"), href: "/settings/scim/check" },
  { label: t("Organization profile"), href: "/settings?panel=organization" },
  { label: t("Appearance"), href: "/settings?panel=appearance" },
  { label: t("Notifications"), href: "/settings?panel=notifications" },
  { label: t("API reference"), href: "/settings?panel=api" },
];

const begin: Place[] = [
  { label: t("Add new SCIM configuration"), href: "/settings/scim/new" },
  { label: t("Invite an admin"), href: "/admins" },
];

const entriesOf = (heading: string, places: readonly Place[]): FoundEntry[] =>
  places.map(({ label, href }) => ({ heading, id: href, label, href }));

/** The command palette with the places of this console; `tabs` are those that exist, `canChange` for a Full admin. */
export function Palette({ tabs, canChange }: { tabs: readonly Place[]; canChange: boolean }) {
  const entries = [
    ...entriesOf(t("Go to"), [{ label: t("Home"), href: "/" }, ...tabs, { label: t("Your profile"), href: "/admins/profile" }]),
    ...entriesOf(t("Settings"), settings),
    ...(canChange ? entriesOf(t("Begin"), begin) : []),
  ];
  return <CommandPalette entries={entries} find={(text, signal) => findAnything(text, [...findKinds], signal)} />;
}

"use client";

import { CommandPalette } from "#components/command-palette/command-palette.tsx";
import type { FoundEntry } from "#components/command-palette/find-dialog.tsx";
import { findKinds } from "#lib/find-kinds.ts";
import { findAnything } from "./find.ts";

type Place = { label: string; href: string };

const settings: Place[] = [
  { label: "SCIM Setup", href: "/settings/scim" },
  { label: "Single Sign-On (SSO)", href: "/settings?panel=sso" },
  { label: "Check user data", href: "/settings/scim/check" },
  { label: "Organization profile", href: "/settings?panel=organization" },
  { label: "Appearance", href: "/settings?panel=appearance" },
  { label: "Notifications", href: "/settings?panel=notifications" },
  { label: "API reference", href: "/settings?panel=api" },
];

const begin: Place[] = [
  { label: "Add new SCIM configuration", href: "/settings/scim/new" },
  { label: "Invite an admin", href: "/admins" },
];

const entriesOf = (heading: string, places: readonly Place[]): FoundEntry[] =>
  places.map(({ label, href }) => ({ heading, id: href, label, href }));

/** The command palette with the places of this console; `tabs` are those that exist, `canChange` for a Full admin. */
export function Palette({ tabs, canChange }: { tabs: readonly Place[]; canChange: boolean }) {
  const entries = [
    ...entriesOf("Go to", [{ label: "Home", href: "/" }, ...tabs, { label: "Your profile", href: "/admins/profile" }]),
    ...entriesOf("Settings", settings),
    ...(canChange ? entriesOf("Begin", begin) : []),
  ];
  return <CommandPalette entries={entries} find={(text, signal) => findAnything(text, [...findKinds], signal)} />;
}

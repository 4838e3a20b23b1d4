import type { FoundEntry } from "#components/command-palette/find-dialog.tsx";
import type { Found } from "#db/queries/find.ts";
import type { FindKind } from "#lib/find-kinds.ts";
import { t } from "#lib/text.ts";

const headings: Record<FindKind, string> = {
  person: t("People"),
  group: t("Groups"),
  configuration: t("SCIM configurations"),
  admin: t("Admins"),
};

const hrefs: Record<FindKind, (id: string) => string> = {
  person: (id) => `/users/${id}`,
  group: (id) => `/groups/${id}`,
  configuration: (id) => `/settings/scim/${id}`,
  admin: () => "/admins",
};

/** Browser only: asks the server for what has this text in its name. Throws when it does not answer. */
export async function findAnything(text: string, kinds: FindKind[], signal?: AbortSignal): Promise<FoundEntry[]> {
  const query = new URLSearchParams([["q", text], ...kinds.map((kind) => ["kind", kind])]);
  const response = await fetch(`/api/find?${query}`, { signal, cache: "no-store" });
  if (!response.ok) throw new Error(`the search answered ${response.status}`);
  const found: Found[] = await response.json();
  return found.map(({ kind, id, name, detail }) => ({ heading: headings[kind], id, label: name, detail, href: hrefs[kind](id) }));
}

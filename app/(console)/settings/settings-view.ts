import { headers } from "next/headers";
import type { ConfigurationStatus } from "#db/queries/configuration-status.ts";
import type { ConfigurationRow } from "#db/queries/configurations.ts";
import type { ScimRequestRow } from "#db/queries/scim-requests.ts";
import type { TokenRow as StoredToken } from "#db/queries/tokens.ts";
import { originOf, tenantUrl } from "#lib/origin.ts";
import { t } from "#lib/text.ts";
import { poolName } from "../pool.ts";
import type { ConfigurationDetail } from "./scim/configuration-view.tsx";
import type { Configuration } from "./scim/configurations-table.tsx";
import type { ConnectionTest } from "./scim/connection-tests.tsx";
import type { FirstCallStatus } from "./scim/first-call.tsx";
import type { HealthState } from "./scim/health.tsx";
import type { Problem } from "./scim/problems.tsx";
import type { TokenRow } from "./scim/tokens-table.tsx";

const idpNames: Record<string, string> = {
  entra: "Microsoft Entra ID",
  okta: "Okta",
  onelogin: "OneLogin",
  google: "Google Workspace",
  jumpcloud: "JumpCloud",
  ping: "Ping Identity",
};

/** What an identity provider is called on screen. */
export const idpName = (idp: string | null | undefined): string | undefined => (idp ? (idpNames[idp] ?? idp) : undefined);

/** The address that the IdP calls, and whether an IdP in the cloud can: public https. */
export async function tenantUrlView(): Promise<{ url: string; isPublic: boolean }> {
  const origin = originOf(await headers());
  const { protocol, hostname } = new URL(origin);
  const local =
    hostname === "localhost" ||
    hostname.endsWith(".local") ||
    /^(\[|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(hostname);
  return { url: tenantUrl(origin), isPublic: protocol === "https:" && !local };
}

/** What goes on with a configuration right now, in the order that an admin cares about. */
export function firstCallStatus(status: ConfigurationStatus, { idp, linkedPeople }: ConfigurationRow): FirstCallStatus {
  const { lastTest, lastWriteAt } = status;
  const seen = idpName(lastTest?.idp ?? idp);
  if (lastTest && !lastTest.accepted && lastTest.at > (lastWriteAt ?? new Date(0))) {
    return { kind: "refused", at: lastTest.at.toISOString(), idp: seen, reason: lastTest.advice ?? t("The call was refused.") };
  }
  if (status.syncing) {
    const { created, updated, licensed, waiting, failed, perMinute } = status;
    return { kind: "syncing", idp: seen, created, updated, licensed, waiting, failed, perMinute };
  }
  if (lastWriteAt) return { kind: "watching", idp: seen, people: linkedPeople, lastCallAt: lastWriteAt.toISOString() };
  return lastTest ? { kind: "accepted", at: lastTest.at.toISOString(), idp: seen } : { kind: "waiting" };
}

/** One word for the same. */
export function healthOf(status: FirstCallStatus, { paused, failed }: { paused: boolean; failed: number }): HealthState {
  if (paused) return "paused";
  if (status.kind === "waiting") return "not-called";
  if (status.kind === "refused") return "refused";
  if (status.kind === "syncing") return "syncing";
  return failed > 0 ? "failing" : "working";
}

export function configurationRow(row: ConfigurationRow, status: ConfigurationStatus): Configuration {
  const first = firstCallStatus(status, row);
  return {
    id: row.id,
    name: row.name,
    license: row.license && poolName(row.license),
    tokens: row.activeTokens,
    people: row.linkedPeople,
    lastCallAt: row.lastCallAt?.toISOString(),
    health: healthOf(first, { paused: row.pausedAt !== undefined, failed: status.failed }),
  };
}

export const configurationDetail = (
  row: ConfigurationRow,
  status: ConfigurationStatus,
  first: FirstCallStatus,
): ConfigurationDetail => ({
  id: row.id,
  name: row.name,
  health: healthOf(first, { paused: row.pausedAt !== undefined, failed: status.failed }),
  paused: row.pausedAt !== undefined,
  license: row.license && poolName(row.license),
  notificationEmail: row.notificationEmail,
  notifyOnFailure: row.notifyOnFailure,
  idp: idpName(row.idp),
  people: row.linkedPeople,
  createdAt: row.createdAt.toISOString(),
  lastCallAt: row.lastCallAt?.toISOString(),
});

export const connectionTest = (row: ScimRequestRow): ConnectionTest => ({
  id: row.id,
  at: row.at.toISOString(),
  accepted: row.status < 400,
  idp: idpName(row.idp),
  advice: row.advice ?? undefined,
});

export const problem = (row: ScimRequestRow): Problem => ({
  id: row.id,
  at: row.at.toISOString(),
  call: `${row.method} ${row.path}`,
  status: row.status,
  scimType: row.scimType ?? undefined,
  refused: row.kind === "failure",
  detail: row.detail ?? t("The call failed."),
  advice: row.advice ?? undefined,
});

export function tokenRow(token: StoredToken, adminNames: ReadonlyMap<string, string>): TokenRow {
  const { id, hint, createdAt, createdBy, expiresAt, lastUsedAt, revokedAt } = token;
  return {
    id,
    hint,
    createdAt: createdAt.toISOString(),
    createdBy: createdBy === null ? t("the command line") : (adminNames.get(createdBy) ?? t("an admin who has left")),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString(),
    state: revokedAt ? "revoked" : expiresAt <= new Date() ? "expired" : "active",
  };
}

import { rich } from "#components/rich.ts";
import { CopyRow } from "#components/ui/copy-row.tsx";
import { t } from "#lib/text.ts";

/** What a developer of another SCIM client needs; the endpoint describes itself to whoever has a token. */
export function ApiReference({ tenantUrl }: { tenantUrl: string }) {
  const documents = [
    { path: "/ServiceProviderConfig", says: t("features and limits") },
    { path: "/ResourceTypes", says: t("users and groups") },
    { path: "/Schemas", says: t("every attribute, with its type and who may write it") },
  ];
  return (
    <div className="grid max-w-[42rem] gap-5">
      <p className="text-pretty text-muted">
        {rich(
          "SCIM 2.0 (RFC 7643, RFC 7644) with an access token of SCIM Setup as bearer token. The complete reference with requests and answers comes with this installation as {docsApiMd}.",
          { docsApiMd: <code className="font-mono text-sm">docs/api.md</code> },
        )}
      </p>
      <CopyRow label={t("Base URL")} value={tenantUrl} />
      <ul className="grid gap-1.5">
        {documents.map(({ path, says }) => (
          <li key={path}>
            <code className="font-mono text-sm">GET {path}</code>{" "}
            <span className="text-muted">{t("tells {says}.", { says })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

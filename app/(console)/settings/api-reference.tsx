import { CopyRow } from "#components/ui/copy-row.tsx";

/** What a developer of another SCIM client needs; the endpoint describes itself to whoever has a token. */
export function ApiReference({ tenantUrl }: { tenantUrl: string }) {
  const documents = [
    { path: "/ServiceProviderConfig", says: "features and limits" },
    { path: "/ResourceTypes", says: "users and groups" },
    { path: "/Schemas", says: "every attribute, with its type and who may write it" },
  ];
  return (
    <div className="grid max-w-[42rem] gap-5">
      <p className="text-pretty text-muted">
        SCIM 2.0 (RFC 7643, RFC 7644) with an access token of SCIM Setup as bearer token. The complete reference with requests and
        answers comes with this installation as <code className="font-mono text-sm">docs/api.md</code>.
      </p>
      <CopyRow label="Base URL" value={tenantUrl} />
      <ul className="grid gap-1.5">
        {documents.map(({ path, says }) => (
          <li key={path}>
            <code className="font-mono text-sm">GET {path}</code> <span className="text-muted">tells {says}.</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

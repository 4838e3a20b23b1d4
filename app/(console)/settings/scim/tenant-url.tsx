import { CopyRow } from "#components/ui/copy-row.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";

/** The address that the IdP calls. `isPublic`: https and reachable from outside. */
export function TenantUrl({ url, isPublic }: { url: string; isPublic: boolean }) {
  return (
    <CopyRow
      label="Tenant URL"
      value={url}
      note={
        !isPublic && (
          <InlineAlert tone="warn" title="Your IdP cannot use this address yet">
            Identity providers call public https addresses only. Put Account Center behind one and set <code>PUBLIC_ORIGIN</code>{" "}
            to it.
          </InlineAlert>
        )
      }
    />
  );
}

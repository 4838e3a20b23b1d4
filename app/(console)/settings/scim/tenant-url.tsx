import { rich } from "#components/rich.ts";
import { CopyRow } from "#components/ui/copy-row.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { t } from "#lib/text.ts";

/** The address that the IdP calls. `isPublic`: https and reachable from outside. */
export function TenantUrl({ url, isPublic }: { url: string; isPublic: boolean }) {
  return (
    <CopyRow
      label={t("Tenant URL")}
      value={url}
      note={
        !isPublic && (
          <InlineAlert tone="warn" title={t("Your IdP cannot use this address yet")}>
            {rich("Identity providers call public https addresses only. Put Account Center behind one and set {variable}", {
              variable: <code>PUBLIC_ORIGIN</code>,
            })}{" "}
            {t("to it.")}
          </InlineAlert>
        )
      }
    />
  );
}

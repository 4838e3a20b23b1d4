import { ButtonLink } from "#components/ui/link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { defaultPage } from "#lib/callback-url.ts";
import { t } from "#lib/text.ts";

/** Within the console: the same for what never was, what is gone, and what belongs to another account. */
export default function NotFound() {
  return (
    <div className="mx-auto grid max-w-page justify-items-start gap-6">
      <PageHeader
        title={t("Not found")}
        description={t("Nothing is here. It may have been removed, or the address is not complete.")}
      />
      <ButtonLink href={defaultPage}>{t("Go to Home")}</ButtonLink>
    </div>
  );
}

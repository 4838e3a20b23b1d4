import type { Metadata } from "next";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { ButtonLink } from "#components/ui/link.tsx";
import { defaultPage } from "#lib/callback-url.ts";
import { t } from "#lib/text.ts";

export const metadata: Metadata = { title: t("Not found") };

/** The same for what never was, what is gone, and what belongs to another account. */
export default function NotFound() {
  return (
    <PlainPage
      title={t("Not found")}
      description={t("Nothing is here. It may have been removed, or the address is not complete.")}
    >
      <ButtonLink href={defaultPage}>{t("Go to Home")}</ButtonLink>
    </PlainPage>
  );
}

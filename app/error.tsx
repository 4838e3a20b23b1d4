"use client";

import { PlainPage } from "#components/shell/plain-page.tsx";
import { Button } from "#components/ui/button.tsx";
import { t } from "#lib/text.ts";

type ErrorPageProps = { error: Error & { digest?: string } };

/** What nobody foresaw. The id is in the log beside the cause, which is not shown. */
export default function ErrorPage({ error }: ErrorPageProps) {
  return (
    <PlainPage
      title={t("Something went wrong on our side")}
      description={
        error.digest
          ? t("Nothing was changed. Try again in a moment; if it happens again, report {id}.", { id: error.digest })
          : t("Nothing was changed. Try again in a moment; if it happens again, report when it happened.")
      }
    >
      <Button variant="primary" onClick={() => window.location.reload()}>
        {t("Try again")}
      </Button>
    </PlainPage>
  );
}

"use client";

import { PlainPage } from "#components/shell/plain-page.tsx";
import { Button } from "#components/ui/button.tsx";

type ErrorPageProps = { error: Error & { digest?: string } };

/** What nobody foresaw. The id is in the log beside the cause, which is not shown. */
export default function ErrorPage({ error }: ErrorPageProps) {
  return (
    <PlainPage
      title="Something went wrong on our side"
      description={
        <>
          Nothing was changed. Try again in a moment; if it happens again, report
          {error.digest ? ` ${error.digest}` : " when it happened"}.
        </>
      }
    >
      <Button variant="primary" onClick={() => window.location.reload()}>
        Try again
      </Button>
    </PlainPage>
  );
}

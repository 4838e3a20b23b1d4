import { Suspense } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Scope } from "#db/queries/scope.ts";
import { t } from "#lib/text.ts";
import { UserDataCheck } from "./user-data-check.tsx";

/** Above Generate token. Streams in: the form does not wait for it. */
export function UserDataSection({ scope }: { scope: Scope }) {
  return (
    <section aria-labelledby="user-data" className="grid gap-3 rounded-card border border-line p-4">
      <h2 id="user-data" className="font-semibold">
        {t("Check user data")}
      </h2>
      <Suspense fallback={<Skeleton className="h-5 w-3/4" />}>
        <UserDataCheck scope={scope} />
      </Suspense>
    </section>
  );
}

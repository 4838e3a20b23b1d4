import type { Metadata } from "next";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { ButtonLink } from "#components/ui/link.tsx";
import { defaultPage } from "#lib/callback-url.ts";

export const metadata: Metadata = { title: "Not found" };

/** The same for what never was, what is gone, and what belongs to another account. */
export default function NotFound() {
  return (
    <PlainPage title="Not found" description="Nothing is here. It may have been removed, or the address is not complete.">
      <ButtonLink href={defaultPage}>Go to Home</ButtonLink>
    </PlainPage>
  );
}

import type { Metadata } from "next";
import { t } from "#lib/text.ts";
import { Activation } from "./activation.tsx";
import { lookAtLink } from "./open-invitation.ts";

export const metadata: Metadata = { title: t("Your invitation"), robots: { index: false, follow: false } };

/** Public: the link is all that its holder needs, and all that this page believes. */
export default async function ActivatePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { step, view } = await lookAtLink(token);
  return <Activation link={token} step={step} invited={view && "person" in view ? view : undefined} />;
}

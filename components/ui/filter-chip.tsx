import { X } from "lucide-react";
import NextLink from "next/link";
import type { ReactNode } from "react";
import { t } from "#lib/text.ts";

/** A filter that is on; pressing it takes it off. */
export function FilterChip({ label, value, removeHref }: { label: string; value: ReactNode; removeHref: string }) {
  return (
    <NextLink
      href={removeHref}
      scroll={false}
      prefetch={false}
      className="inline-flex h-8 max-w-full items-center gap-1.5 rounded-control border border-line bg-surface pr-2 pl-2.5 hover:border-line-strong"
    >
      <span className="sr-only">{t("Remove filter")}</span>
      <span className="text-muted">{label}</span>
      <span className="min-w-0 truncate font-medium">{value}</span>
      <X size={16} className="text-muted" />
    </NextLink>
  );
}

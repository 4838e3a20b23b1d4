import { ChevronLeft, ChevronRight } from "lucide-react";
import NextLink from "next/link";
import type { ReactNode } from "react";
import { t } from "#lib/text.ts";
import { buttonClass } from "./button.tsx";
import { formatCount, formatNumber } from "./number.tsx";

type PagerProps = {
  page: number;
  pageSize: number;
  total: number;
  /** What is counted: ["person", "people"]. */
  noun: [string, string];
  hrefFor: (page: number) => string;
  onNavigate?: (href: string) => void;
};

/** "51–100 of 12,430 people", exact, and the ways to the neighbours. */
export function Pager({ page, pageSize, total, noun: [one, many], hrefFor, onNavigate }: PagerProps) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const first = Math.min((page - 1) * pageSize + 1, total);
  const last = Math.min(page * pageSize, total);
  return (
    <nav aria-label={t("Pages")} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-muted">
      <p className="tabular-nums">
        {pages > 1 && `${t("{first}–{last} of", { first: formatNumber(first), last: formatNumber(last) })} `}
        {formatCount(total, one, many)}
      </p>
      {pages > 1 && (
        <div className="flex items-center gap-2">
          <span className="tabular-nums">
            {t("Page {page} of {pages}", { page: formatNumber(page), pages: formatNumber(pages) })}
          </span>
          <PageLink label={t("Previous page")} href={page > 1 ? hrefFor(page - 1) : undefined} onNavigate={onNavigate}>
            <ChevronLeft size={16} />
          </PageLink>
          <PageLink label={t("Next page")} href={page < pages ? hrefFor(page + 1) : undefined} onNavigate={onNavigate}>
            <ChevronRight size={16} />
          </PageLink>
        </div>
      )}
    </nav>
  );
}

type PageLinkProps = { label: string; href?: string; onNavigate?: (href: string) => void; children: ReactNode };

function PageLink({ label, href, onNavigate, children }: PageLinkProps) {
  const look = `${buttonClass({ size: "sm" })} aspect-square px-0!`;
  if (!href) {
    return (
      <button type="button" disabled aria-label={label} className={look}>
        {children}
      </button>
    );
  }
  return (
    <NextLink
      href={href}
      scroll={false}
      prefetch={false}
      aria-label={label}
      className={look}
      onNavigate={
        onNavigate &&
        ((event) => {
          event.preventDefault();
          onNavigate(href);
        })
      }
    >
      {children}
    </NextLink>
  );
}

import { t } from "#lib/text.ts";
import { Link } from "./link.tsx";

export type Crumb = { label: string; href: string };

/** The way back up; the page itself is its heading, not a crumb. */
export function Breadcrumb({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav aria-label={t("Breadcrumb")}>
      <ol className="flex flex-wrap items-center gap-1.5 text-muted text-sm">
        {crumbs.map((crumb, index) => (
          <li key={crumb.href} className="flex items-center gap-1.5">
            {index > 0 && (
              <span aria-hidden className="text-faint">
                /
              </span>
            )}
            <Link href={crumb.href} quiet>
              {crumb.label}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}

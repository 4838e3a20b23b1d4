import type { ReactNode } from "react";
import { cn } from "#lib/utils.ts";
import { Breadcrumb, type Crumb } from "./breadcrumb.tsx";

type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  crumbs?: Crumb[];
  lead?: ReactNode;
  badge?: ReactNode;
  action?: ReactNode;
};

/** The page's name, its answer in one line, its main action. `lead` stands before the title (an avatar), `badge` behind it. */
export function PageHeader({ title, description, crumbs, lead, badge, action }: PageHeaderProps) {
  return (
    <header className="grid gap-2">
      {crumbs && <Breadcrumb crumbs={crumbs} />}
      <div className={cn("flex items-center justify-between gap-y-3", lead ? "gap-x-3" : "flex-wrap gap-x-6")}>
        <div className="flex min-w-0 max-w-full items-center gap-4">
          {lead}
          <div className="grid min-w-0 gap-1">
            <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
              <h1 className="min-w-0 break-words font-semibold text-2xl">{title}</h1>
              {badge}
            </div>
            {description && <div className="min-w-0 text-pretty text-muted">{description}</div>}
          </div>
        </div>
        {action && <div className="flex flex-wrap items-center gap-2">{action}</div>}
      </div>
    </header>
  );
}

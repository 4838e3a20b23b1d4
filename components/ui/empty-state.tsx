import type { ReactNode } from "react";

/** What this place is, and the one next step. */
export function EmptyState({ title, action, children }: { title: string; action?: ReactNode; children?: ReactNode }) {
  return (
    <div className="grid justify-items-center gap-1 px-6 py-14 text-center">
      <p className="font-semibold">{title}</p>
      {children && <div className="max-w-[26rem] text-pretty text-muted">{children}</div>}
      {action && <div className="pt-4">{action}</div>}
    </div>
  );
}

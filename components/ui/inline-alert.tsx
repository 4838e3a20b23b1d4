import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#lib/utils.ts";
import type { Tone } from "./badge.tsx";

const looks = {
  neutral: { ground: "bg-surface", ink: "text-muted", Icon: Info },
  info: { ground: "bg-info-soft", ink: "text-info", Icon: Info },
  ok: { ground: "bg-ok-soft", ink: "text-ok", Icon: CircleCheck },
  warn: { ground: "bg-warn-soft", ink: "text-warn", Icon: TriangleAlert },
  bad: { ground: "bg-bad-soft", ink: "text-bad", Icon: CircleAlert },
} satisfies Record<Tone, unknown>;

type InlineAlertProps = { tone?: Tone; title?: string; action?: ReactNode; children?: ReactNode; className?: string };

/** What happened and what to do, where it matters. An error interrupts a screen reader, everything else waits its turn. */
export function InlineAlert({ tone = "info", title, action, children, className }: InlineAlertProps) {
  const { ground, ink, Icon } = looks[tone];
  return (
    <div role={tone === "bad" ? "alert" : "status"} className={cn("flex gap-3 rounded-control px-3 py-2.5", ground, className)}>
      <Icon size={16} className={cn("mt-0.5", ink)} />
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 text-pretty">
          {title && <p className="font-medium">{title}</p>}
          {children && <div className={cn(title && "text-muted")}>{children}</div>}
        </div>
        {action}
      </div>
    </div>
  );
}

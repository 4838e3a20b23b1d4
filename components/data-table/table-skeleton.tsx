import { Skeleton } from "#components/ui/skeleton.tsx";
import { t } from "#lib/text.ts";

const lines = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** The table while its rows are on the way: same heights, so that nothing moves when they arrive. */
export function TableSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={t("Loading {label}", { label })} className="grid gap-3">
      <div className="flex h-9 max-w-80 items-center rounded-control border border-line px-3">
        <Skeleton className="w-24" />
      </div>
      <div>
        <div className="h-9 border-line border-b" />
        {lines.map((line) => (
          <div key={line} className="flex h-11 items-center gap-6 border-line border-b">
            <Skeleton className="w-1/4" />
            <Skeleton className="w-1/3" />
            <Skeleton className="ml-auto w-20" />
          </div>
        ))}
      </div>
    </div>
  );
}

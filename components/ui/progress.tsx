import { cn } from "#lib/utils.ts";

const fills = {
  accent: "fill-accent",
  pending: "fill-accent opacity-45",
  ok: "fill-ok",
  warn: "fill-warn",
  bad: "fill-bad",
  info: "fill-info",
  neutral: "fill-line-strong",
};

type Segment = { value: number; tone: keyof typeof fills };

type ProgressProps = { label: string; max: number; segments: Segment[]; text?: string; className?: string };

/** How full something is. Drawn as SVG because a strict content security policy forbids style attributes. */
export function Progress({ label, max, segments, text, className }: ProgressProps) {
  const total = segments.reduce((sum, segment) => sum + segment.value, 0);
  const scale = Math.max(max, total, 1);
  let start = 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(max, total)}
      aria-valuenow={total}
      aria-valuetext={text}
      className={cn("h-1.5 overflow-hidden rounded-full bg-line", className)}
    >
      <svg width="100%" height="100%" aria-hidden className="block">
        {segments.map((segment) => {
          const x = start;
          start += segment.value;
          return (
            <rect
              key={segment.tone}
              x={`${(100 * x) / scale}%`}
              width={`${(100 * segment.value) / scale}%`}
              height="100%"
              className={fills[segment.tone]}
            />
          );
        })}
      </svg>
    </div>
  );
}

import type { ReactNode } from "react";

export type Step = { title: ReactNode; children?: ReactNode };

/** Numbered steps to follow elsewhere, one after the other. */
export function Stepper({ steps }: { steps: Step[] }) {
  return (
    <ol className="grid">
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps are a fixed text, their number is what identifies them
        <li key={index} className="group grid grid-cols-[1.5rem_1fr] gap-x-3">
          <span aria-hidden className="flex flex-col items-center">
            <span className="grid size-6 shrink-0 place-items-center rounded-full border border-line bg-bg font-medium text-muted text-xs tabular-nums">
              {index + 1}
            </span>
            <span className="w-px flex-1 bg-line group-last:hidden" />
          </span>
          <div className="grid min-w-0 gap-2 pt-0.5 pb-5 group-last:pb-0">
            <p className="text-pretty">{step.title}</p>
            {step.children}
          </div>
        </li>
      ))}
    </ol>
  );
}

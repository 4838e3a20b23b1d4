import { t } from "#lib/text.ts";

/** The name and, beneath it, the place. The mark: a person's seat, taken. */
export function Brand({ place }: { place?: string }) {
  return (
    <span className="flex items-center gap-2.5">
      <svg viewBox="0 0 24 24" aria-hidden className="size-7 shrink-0">
        <rect width="24" height="24" rx="6" className="fill-accent" />
        <path
          d="M7 17.5v-1a5 5 0 0 1 10 0v1M12 5.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z"
          className="fill-none stroke-on-accent"
          strokeWidth="1.9"
          strokeLinecap="round"
        />
      </svg>
      <span className="grid leading-tight">
        <span className="whitespace-nowrap font-semibold">{t("Account Center")}</span>
        {place && <span className="text-muted text-xs">{place}</span>}
      </span>
    </span>
  );
}

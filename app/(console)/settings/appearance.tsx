import { ThemeSwitch } from "#components/ui/theme-switch.tsx";
import { t } from "#lib/text.ts";

/** How the console looks in this browser. */
export function Appearance() {
  return (
    <div className="grid max-w-[42rem] justify-items-start gap-4">
      <p className="text-pretty text-muted">
        {t(
          "Kept in this browser. Times are in your zone, with the exact UTC when you point at them; motion follows your system.",
        )}
      </p>
      <ThemeSwitch />
    </div>
  );
}

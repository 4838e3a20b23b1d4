"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useId, useSyncExternalStore } from "react";
import { t } from "#lib/text.ts";
import { chooseTheme, currentTheme, type Theme } from "./theme.ts";

export const themeOptions: { value: Theme; label: string; icon: typeof Sun }[] = [
  { value: "system", label: t("System"), icon: Monitor },
  { value: "light", label: t("Light"), icon: Sun },
  { value: "dark", label: t("Dark"), icon: Moon },
];

/** The applied theme, also when another switch on the page changed it. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(watchTheme, currentTheme, (): Theme => "system"), chooseTheme];
}

function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

/** System, light or dark, as three radio buttons side by side. */
export function ThemeSwitch() {
  const [theme, choose] = useTheme();
  const name = useId();
  return (
    <fieldset className="inline-flex rounded-control border border-line p-0.5">
      <legend className="sr-only">{t("Theme")}</legend>
      {themeOptions.map(({ value, label, icon: Icon }) => (
        <label
          key={value}
          className="flex h-7 items-center gap-2 rounded-sm px-2.5 text-muted text-sm hover:text-text has-checked:bg-hover has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-accent-text"
        >
          <input type="radio" name={name} className="sr-only" checked={theme === value} onChange={() => choose(value)} />
          <Icon size={16} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

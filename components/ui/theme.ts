export const themeCookie = "theme";
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The stored choice; anything unknown follows the system. */
export function readTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}

/** Browser only: applies the choice at once and keeps it for a year, for the server to read with the next request. */
export function chooseTheme(theme: Theme): void {
  const age = theme === "system" ? 0 : 60 * 60 * 24 * 365;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every supported browser
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${age}; samesite=lax`;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** Browser only: what is applied now. */
export function currentTheme(): Theme {
  return readTheme(document.documentElement.dataset.theme);
}

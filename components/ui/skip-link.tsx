import { t } from "#lib/text.ts";

/** First stop of the Tab key: past the navigation, to the page. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-accent focus:px-3.5 focus:py-2 focus:font-medium focus:text-on-accent"
    >
      {t("Skip to content")}
    </a>
  );
}

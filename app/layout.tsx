import "@fontsource-variable/inter/wght.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { preload } from "react-dom";
import { readTheme, themeCookie } from "#components/ui/theme.ts";
import { messages, t } from "#lib/text.ts";

/** The Latin letters that the style sheet names, too: asked for with the page, they are here before its words are first laid out. */
const letters = new URL("../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2", import.meta.url);

export const metadata: Metadata = {
  title: { default: t("Account Center"), template: "%s · Account Center" },
  description: t("People, groups and licenses, kept true by your identity provider."),
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#0d0e11" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  preload(letters.pathname, { as: "font", type: "font/woff2", crossOrigin: "anonymous" });
  // The stored choice arrives with the request, so the first byte already has the right colours and no inline script is needed.
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang={messages().language} data-theme={theme === "system" ? undefined : theme}>
      <head>{Object.keys(messages().texts).length > 0 && <Translations />}</head>
      <body>{children}</body>
    </html>
  );
}

/** The texts for the components that run in the browser. English needs none. */
function Translations() {
  const json = JSON.stringify(messages()).replaceAll("<", "\\u003c");
  // biome-ignore lint/security/noDangerouslySetInnerHtml: data that no browser runs, and no text in it can end the element
  return <script id="messages" type="application/json" dangerouslySetInnerHTML={{ __html: json }} />;
}

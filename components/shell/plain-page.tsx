import type { ReactNode } from "react";
import { ThemeSwitch } from "#components/ui/theme-switch.tsx";
import { Brand } from "./brand.tsx";

type PlainPageProps = { title: string; description?: ReactNode; footer?: ReactNode; children: ReactNode };

/** A page outside the console with one thing to do: sign in, accept an invitation, read an error. */
export function PlainPage({ title, description, footer, children }: PlainPageProps) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto] px-4 sm:px-6">
      <header className="flex h-14 items-center">
        <Brand />
      </header>
      <main id="main" className="mx-auto w-full max-w-[22rem] pt-[min(14vh,8rem)] pb-12">
        <h1 className="font-semibold text-2xl">{title}</h1>
        {description && <div className="pt-1 text-pretty text-muted">{description}</div>}
        <div className="pt-6">{children}</div>
      </main>
      <footer className="flex min-h-14 flex-wrap items-center justify-between gap-4 py-3 text-muted text-sm">
        <div>{footer}</div>
        <ThemeSwitch />
      </footer>
    </div>
  );
}

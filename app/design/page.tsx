import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { PageHeader } from "#components/ui/page-header.tsx";
import { ThemeSwitch } from "#components/ui/theme-switch.tsx";
import { Toaster } from "#components/ui/toaster.tsx";
import { Controls } from "./controls.tsx";
import { Display } from "./display.tsx";
import { Floating } from "./floating.tsx";
import { TableSample } from "./table-sample.tsx";
import { Tokens } from "./tokens.tsx";

export const metadata: Metadata = { title: "Design" };

type DesignPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Every primitive in every state, in both themes. For developers: absent from a production server. */
export default async function DesignPage({ searchParams }: DesignPageProps) {
  if (process.env.NODE_ENV === "production" && process.env.DESIGN_PAGE !== "1") notFound();
  const params = await searchParams;
  return (
    <main className="mx-auto grid max-w-[90rem] gap-8 px-4 py-8 sm:px-6">
      <PageHeader title="Design" description="Every piece that screens are built from." action={<ThemeSwitch />} />
      <Part title="Tokens" draw={() => <Tokens />} />
      <Part title="Controls" draw={() => <Controls />} />
      <Part title="Display" draw={(theme) => <Display theme={theme} />} />
      <section className="grid gap-4">
        <h2 className="font-semibold text-xl">Dialogs, menus, toasts</h2>
        <Floating />
      </section>
      <section className="grid gap-4">
        <h2 className="font-semibold text-xl">Data table</h2>
        <TableSample params={params} />
      </section>
      <Toaster />
    </main>
  );
}

function Part({ title, draw }: { title: string; draw: (theme: string) => ReactNode }) {
  return (
    <section className="grid gap-4">
      <h2 className="font-semibold text-xl">{title}</h2>
      <div className="grid gap-4 xl:grid-cols-2">
        {(["light", "dark"] as const).map((theme) => (
          <div key={theme} data-theme={theme} className="min-w-0 rounded-card border border-line bg-bg p-4 sm:p-6">
            {draw(theme)}
          </div>
        ))}
      </div>
    </section>
  );
}

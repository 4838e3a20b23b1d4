import NextLink from "next/link";
import type { ReactNode } from "react";
import { SkipLink } from "#components/ui/skip-link.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { Toaster } from "#components/ui/toaster.tsx";
import { t } from "#lib/text.ts";
import { AdminMenu } from "./admin-menu.tsx";
import { Brand } from "./brand.tsx";
import { consoleTabs } from "./console-tabs.ts";
import { UserMenu } from "./user-menu.tsx";

type ConsoleFrameProps = {
  /** Name of the account that is administered. */
  account: string;
  user: { name: string; email: string; role: string };
  adminLinks: { label: string; href: string }[];
  /** Where to change to another account; absent for somebody who has one. */
  changeAccount?: string;
  /** Where who is signed in changes their own name and password. */
  profile: string;
  /** A server action. */
  signOut: () => Promise<void>;
  /** Stands beside the menus: the command palette. */
  tools?: ReactNode;
  children: ReactNode;
};

/** What surrounds every page of a signed-in admin. It draws; it never decides who may see what. */
export function ConsoleFrame(props: ConsoleFrameProps) {
  const { account, user, adminLinks, changeAccount, profile, signOut, tools, children } = props;
  return (
    <>
      <SkipLink />
      <header className="border-line border-b px-4 sm:px-6">
        <div className="flex h-14 items-center gap-2 sm:gap-3">
          <NextLink href="/" prefetch={false} className="rounded-control">
            <Brand place={t("Admin Center")} />
          </NextLink>
          <span aria-hidden className="mx-1 hidden h-6 w-px rotate-12 bg-line sm:block" />
          <span className="hidden min-w-0 truncate text-muted sm:block">{account}</span>
          <div className="ml-auto flex items-center gap-1 sm:gap-2">
            {tools}
            <AdminMenu links={adminLinks} />
            <UserMenu user={user} account={account} changeAccount={changeAccount} profile={profile} signOut={signOut} />
          </div>
        </div>
        <Tabs label={t("Admin Center")} tabs={consoleTabs} className="-mx-4 -mb-px px-1.5 sm:-mx-2.5 sm:px-0" />
      </header>
      <main id="main" tabIndex={-1} className="px-4 pt-6 pb-16 outline-none sm:px-6 sm:pt-8">
        {children}
      </main>
      <Toaster />
    </>
  );
}

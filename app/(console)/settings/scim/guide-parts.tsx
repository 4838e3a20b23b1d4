import type { ReactNode } from "react";
import { rich } from "#components/rich.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";

export type GuideValues = {
  tenantUrl: string;
  /** Name of the vendor's app in the galleries, where there is one. */
  galleryApp: string | undefined;
};

/** Words of the portal, as they stand there; `before` is what older versions of it say. */
export const Ui = ({ children, before }: { children: ReactNode; before?: string }) => (
  <>
    <b lang="en" className="font-semibold">
      {children}
    </b>
    {before && (
      <span lang="en" className="text-muted">
        {" "}
        [{before}]
      </span>
    )}
  </>
);

/** What is carried over, with a button that copies it. */
export function Value({ children }: { children: string }) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <code className="min-w-0 break-all rounded-sm bg-hover px-1.5 py-0.5 font-mono text-sm">{children}</code>
      <CopyButton text={children} describes={children} size="sm" />
    </span>
  );
}

export const Note = ({ children }: { children: ReactNode }) => <p className="text-pretty text-muted">{children}</p>;

/** The two ways to begin: the vendor's app of the gallery, where the operator named one, or an app of one's own. */
export function Starts({ gallery, own }: { gallery?: ReactNode; own: ReactNode }) {
  if (!gallery) return <Note>{own}</Note>;
  return (
    <ul className="grid list-disc gap-1.5 pl-5 text-pretty text-muted">
      <li>{gallery}</li>
      <li>{rich("Or an app of your own: {own}", { own })}</li>
    </ul>
  );
}

import NextLink from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "#lib/utils.ts";
import { type ButtonLook, buttonClass } from "./button.tsx";

type LinkProps = ComponentProps<typeof NextLink>;

// Nothing is fetched in advance: every page is drawn for each request, so there would be nothing in it.

/** A link inside text or a cell. `quiet` keeps the colour of its surroundings until it is pointed at. */
export function Link({ quiet, className, ...rest }: LinkProps & { quiet?: boolean }) {
  return (
    <NextLink
      prefetch={false}
      className={cn(
        "rounded-sm decoration-1 underline-offset-3 hover:underline",
        quiet ? "hover:text-accent-text" : "text-accent-text",
        className,
      )}
      {...rest}
    />
  );
}

/** Goes somewhere, looks like a button. */
export function ButtonLink({ variant, size, icon, className, children, ...rest }: LinkProps & ButtonLook & { icon?: ReactNode }) {
  return (
    <NextLink prefetch={false} className={cn(buttonClass({ variant, size }), className)} {...rest}>
      {icon}
      {children}
    </NextLink>
  );
}

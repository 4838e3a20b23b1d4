import type { ComponentProps, ReactNode } from "react";
import { cn } from "#lib/utils.ts";
import { Spinner } from "./spinner.tsx";

export type ButtonLook = { variant?: "primary" | "secondary" | "ghost" | "danger"; size?: "sm" | "md" };

const variants = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  secondary: "border border-line bg-bg text-text hover:border-line-strong hover:bg-hover",
  ghost: "text-muted hover:bg-hover hover:text-text",
  danger: "bg-bad-fill text-on-accent hover:bg-bad-strong",
};

const sizes = { sm: "h-8 px-2.5", md: "h-9 px-3.5" };

/** The look alone, for links and menu triggers that must look like a button. */
export function buttonClass({ variant = "secondary", size = "md" }: ButtonLook = {}): string {
  return cn(
    "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-control font-medium text-base transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-progress",
    variants[variant],
    sizes[size],
  );
}

export type ButtonProps = ComponentProps<"button"> & ButtonLook & { icon?: ReactNode; pending?: boolean };

/** While `pending` the button keeps its focus and its width, says so to assistive technology, and ignores presses. */
export function Button({ variant, size, icon, pending, className, children, type = "button", ...rest }: ButtonProps) {
  const whilePending = pending && {
    "aria-disabled": true,
    onClick: (event: { preventDefault(): void }) => event.preventDefault(),
  };
  return (
    <button type={type} className={cn(buttonClass({ variant, size }), className)} {...rest} {...whilePending}>
      {pending ? <Spinner /> : icon}
      {children}
    </button>
  );
}

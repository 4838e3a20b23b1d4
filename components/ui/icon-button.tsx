import type { ComponentProps, ReactNode } from "react";
import { cn } from "#lib/utils.ts";
import { type ButtonLook, buttonClass } from "./button.tsx";

type IconButtonProps = Omit<ComponentProps<"button">, "children" | "aria-label"> &
  ButtonLook & { label: string; icon: ReactNode };

/** A square button; `label` is its name for everybody who does not see the icon, and its hint for those who do. */
export function IconButton({
  label,
  icon,
  variant = "ghost",
  size = "sm",
  className,
  type = "button",
  ...rest
}: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={cn(buttonClass({ variant, size }), "aspect-square px-0!", className)}
      {...rest}
    >
      {icon}
    </button>
  );
}

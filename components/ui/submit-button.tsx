"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button.tsx";

/** Submits the form around it and shows that the form is on its way. */
export function SubmitButton({ variant = "primary", ...rest }: ButtonProps) {
  const { pending } = useFormStatus();
  return <Button type="submit" variant={variant} pending={pending} {...rest} />;
}

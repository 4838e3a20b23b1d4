import type { ComponentProps } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";

/** A checkbox that fills its cell, so that a press beside the box does not follow the row's link. */
export const SelectBox = ({ label, ...rest }: { label: string } & ComponentProps<typeof Checkbox>) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: Checkbox is an input
  <label className="flex h-full items-center pr-1 pl-3">
    <Checkbox {...rest} />
    <span className="sr-only">{label}</span>
  </label>
);

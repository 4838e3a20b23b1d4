"use client";

import { Check } from "lucide-react";
import NextLink from "next/link";
import * as Radix from "radix-ui/dropdown-menu";
import { Slot } from "radix-ui/slot";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { cn } from "#lib/utils.ts";

const row =
  "flex min-h-8 cursor-pointer select-none items-center gap-2.5 rounded-sm px-2.5 py-1.5 outline-none data-[highlighted]:bg-hover data-[disabled]:cursor-not-allowed data-[disabled]:opacity-50";

type MenuProps = {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end" /** For groups side by side. */;
  wide?: boolean;
};

const openingKeys = new Set(["Enter", " ", "ArrowDown"]);

/** A button until it is first pressed: a page has many menus, and a phone pays for each that waits. */
export function Menu(props: MenuProps) {
  const [pressed, setPressed] = useState<"pointer" | "key">();
  if (pressed) return <PressedMenu {...props} byKey={pressed === "key"} />;
  return (
    <Slot
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerDown={(event) => {
        if (event.button !== 0 || event.ctrlKey) return;
        event.preventDefault(); // the focus is for the menu
        setPressed("pointer");
      }}
      onKeyDown={(event) => {
        if (!openingKeys.has(event.key)) return;
        event.preventDefault(); // no click on the button that takes this one's place
        setPressed("key");
      }}
    >
      {props.trigger}
    </Slot>
  );
}

/** Opens below its trigger. Not modal: the page behind neither jumps nor locks. */
function PressedMenu({ trigger, children, align = "end", wide, byKey }: MenuProps & { byKey: boolean }) {
  const content = useRef<HTMLDivElement>(null);
  // Radix was not there to see that a key opened it, and would highlight nothing.
  useEffect(() => {
    if (byKey) content.current?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
  }, [byKey]);
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      {/* Not moved to the end of the document: it stays in its landmark and next in the order of reading. */}
      <Radix.Content
        ref={content}
        align={align}
        sideOffset={6}
        collisionPadding={8}
        className={cn(
          "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 animate-appear overflow-y-auto whitespace-normal rounded-card bg-raised p-1 text-left font-normal text-base text-text shadow-float",
          wide ? "max-w-[calc(100vw-1rem)]" : "max-w-[min(20rem,calc(100vw-1rem))]",
        )}
      >
        {children}
      </Radix.Content>
    </Radix.Root>
  );
}

type MenuItemProps = { icon?: ReactNode; danger?: boolean; disabled?: boolean; onSelect: () => void; children: ReactNode };

export function MenuItem({ icon, danger, disabled, onSelect, children }: MenuItemProps) {
  return (
    <Radix.Item className={cn(row, danger && "text-bad")} disabled={disabled} onSelect={onSelect}>
      {icon}
      {children}
    </Radix.Item>
  );
}

export function MenuLink({ href, icon, children }: { href: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <Radix.Item asChild className={row}>
      <NextLink href={href} prefetch={false}>
        {icon}
        {children}
      </NextLink>
    </Radix.Item>
  );
}

type MenuChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: { value: Value; label: string; icon?: ReactNode }[];
  onChange: (value: Value) => void;
};

/** One of several, ticked; the menu stays open so that the effect can be seen. */
export function MenuChoice<Value extends string>({ label, value, options, onChange }: MenuChoiceProps<Value>) {
  return (
    <Radix.Group>
      <Radix.Label className="px-2.5 pt-2 pb-1 text-muted text-sm">{label}</Radix.Label>
      <Radix.RadioGroup value={value}>
        {options.map((option) => (
          <Radix.RadioItem
            key={option.value}
            value={option.value}
            className={row}
            onSelect={(event) => {
              event.preventDefault();
              onChange(option.value);
            }}
          >
            {option.icon}
            <span className="flex-1">{option.label}</span>
            <Radix.ItemIndicator className="size-1.5 rounded-full bg-accent-text" />
          </Radix.RadioItem>
        ))}
      </Radix.RadioGroup>
    </Radix.Group>
  );
}

type MenuCheckProps = { checked: boolean; onChange: (checked: boolean) => void; children: ReactNode };

/** On or off by itself; the menu stays open so that the effect can be seen. */
export function MenuCheck({ checked, onChange, children }: MenuCheckProps) {
  return (
    <Radix.CheckboxItem className={row} checked={checked} onCheckedChange={onChange} onSelect={(event) => event.preventDefault()}>
      <span className="flex-1">{children}</span>
      <Radix.ItemIndicator>
        <Check size={16} className="text-accent-text" />
      </Radix.ItemIndicator>
    </Radix.CheckboxItem>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2.5 py-2">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}

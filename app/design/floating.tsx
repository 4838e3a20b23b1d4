"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";

const pause = () => new Promise((resolve) => setTimeout(resolve, 800));

export function Floating() {
  return (
    <div className="flex flex-wrap gap-2">
      <Dialog title="Choose columns" description="Kept in this browser." trigger={<Button>Dialog</Button>}>
        <p>Content.</p>
      </Dialog>
      <ConfirmDialog
        title="Delete “Entra ID”?"
        consequence="3 people lose Sales Navigator Advanced now. Their profiles stay for 30 days."
        confirmLabel="Delete configuration"
        danger
        typedName="Entra ID"
        trigger={<Button>Confirm with name</Button>}
        onConfirm={async () => {
          await pause();
          return { ok: false, message: "Somebody else deleted it a moment ago." };
        }}
      />
      <Menu trigger={<IconButton label="Actions" variant="secondary" size="md" icon={<Ellipsis size={16} />} />} align="start">
        <MenuItem icon={<Pencil size={16} />} onSelect={() => {}}>
          Edit
        </MenuItem>
        <MenuLink href="/design">Open</MenuLink>
        <MenuSeparator />
        <MenuItem icon={<Trash2 size={16} />} danger onSelect={() => {}}>
          Delete
        </MenuItem>
      </Menu>
      <Tooltip text="Kept true by Entra ID. Change it there.">
        <Button>Tooltip</Button>
      </Tooltip>
      <Button
        onClick={() =>
          toast.success("License returned", { description: "Ann Bee", action: { label: "Undo", onClick: () => {} } })
        }
      >
        Toast
      </Button>
      <Button onClick={() => toast.error("Could not return the license", { description: "Request 01J8" })}>Error toast</Button>
      <Button pending>Pending</Button>
    </div>
  );
}

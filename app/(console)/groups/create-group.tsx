"use client";

import { Plus } from "lucide-react";
import { useCallback, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { createGroupAction } from "./actions.ts";
import { GroupNameForm } from "./group-name-form.tsx";

export function CreateGroup() {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <Dialog
      title="Create a group"
      description="It starts empty. You add people here; an identity provider that pushes a group of the same name takes it over."
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary" icon={<Plus size={16} />}>
          Create group
        </Button>
      }
    >
      <GroupNameForm action={createGroupAction} submitLabel="Create group" close={close} />
    </Dialog>
  );
}

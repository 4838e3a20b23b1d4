"use client";

import { Plus } from "lucide-react";
import { useCallback, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { t } from "#lib/text.ts";
import { createGroupAction } from "./actions.ts";
import { GroupNameForm } from "./group-name-form.tsx";

export function CreateGroup() {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <Dialog
      title={t("Create a group")}
      description={t(
        "It starts empty. You add people here; an identity provider that pushes a group of the same name takes it over.",
      )}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary" icon={<Plus size={16} />}>
          {t("Create group")}
        </Button>
      }
    >
      <GroupNameForm action={createGroupAction} submitLabel={t("Create group")} close={close} />
    </Dialog>
  );
}

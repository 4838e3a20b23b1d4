"use client";

import { useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/link.tsx";
import { t } from "#lib/text.ts";
import { updateConfigurationAction } from "./actions.ts";
import { ApplyAutoAssign } from "./apply-auto-assign.tsx";
import { AutoAssign, NameField, Notifications } from "./configuration-fields.tsx";
import type { InstanceChoice } from "./license-fields.tsx";

type EditConfigurationProps = {
  id: string;
  /** Stamp of the values: what somebody else changed meanwhile is not overwritten. */
  seen: string;
  values: Record<string, string>;
  instances: InstanceChoice[];
  /** How many the configuration links now. */
  people: number;
  sendsMail: boolean;
};

type Question = { poolId: string; decide: (alsoPeople: boolean) => void };

/** The settings of a running configuration. Another choice of auto-assign asks what becomes of the people who are linked already. */
export function EditConfiguration({ id, seen, values, instances, people, sendsMail }: EditConfigurationProps) {
  const [question, setQuestion] = useState<Question>();
  // an open page renews itself; the form goes on showing what it showed, and must say so
  const [shown] = useState(seen);

  function hold(data: FormData, go: (data: FormData) => void): boolean {
    const poolId = data.get("autoAssign") ? String(data.get("licenseType") ?? "") : "";
    const incomplete = data.get("autoAssign") !== null && poolId === "";
    if (people === 0 || poolId === values.licenseType || incomplete) return false;
    setQuestion({
      poolId,
      decide: (alsoPeople) => {
        setQuestion(undefined);
        if (alsoPeople) data.set("apply", "on");
        go(data);
      },
    });
    return true;
  }

  return (
    <>
      <ActionForm action={updateConfigurationAction} hold={hold} className="grid gap-7">
        {({ errors, pending }) => (
          <>
            <input type="hidden" name="id" value={id} />
            <input type="hidden" name="seen" value={shown} />
            <NameField values={values} errors={errors} />
            <AutoAssign instances={instances} values={values} errors={errors} />
            <Notifications values={values} errors={errors} sendsMail={sendsMail} />
            <div className="flex flex-wrap gap-2 border-line border-t pt-5">
              <Button type="submit" variant="primary" pending={pending}>
                {t("Save changes")}
              </Button>
              <ButtonLink href={`/settings/scim/${id}`}>{t("Cancel")}</ButtonLink>
            </div>
          </>
        )}
      </ActionForm>
      {question && <ApplyAutoAssign id={id} {...question} onCancel={() => setQuestion(undefined)} />}
    </>
  );
}

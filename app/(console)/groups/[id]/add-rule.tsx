"use client";

import { useEffect, useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { formatCount, formatNumber } from "#components/ui/number.tsx";
import { Select } from "#components/ui/select.tsx";
import { t } from "#lib/text.ts";
import { addRuleAction, previewRuleAction } from "../rule-actions.ts";

/** A license pool that a rule could give from. */
export type LicenseChoice = { poolId: string; license: string; available: number };

type AddRuleProps = { group: { id: string; name: string }; choices: LicenseChoice[] };

export function AddRule({ group, choices }: AddRuleProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={t("Add a license rule")}
      description={t("Everybody in {group} gets the license you choose: who is in it now, and who comes later.", {
        group: group.name,
      })}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="sm">{t("Add rule")}</Button>}
    >
      <RuleForm group={group} choices={choices} close={() => setOpen(false)} />
    </Dialog>
  );
}

function RuleForm({ group, choices, close }: AddRuleProps & { close: () => void }) {
  const [poolId, setPoolId] = useState("");
  const preview = usePreview(group.id, poolId);
  const license = choices.find((choice) => choice.poolId === poolId)?.license ?? "";
  return (
    <ActionForm action={addRuleAction} onDone={close} className="grid gap-4">
      {({ errors, pending }) => (
        <>
          <input type="hidden" name="groupId" value={group.id} />
          <Field label={t("License")} error={errors.poolId}>
            {(control) => (
              <Select
                {...control}
                name="poolId"
                placeholder={t("Choose a license")}
                value={poolId}
                onChange={(event) => setPoolId(event.target.value)}
                options={choices.map((choice) => ({
                  value: choice.poolId,
                  label: t("{license} ({available} available)", {
                    license: choice.license,
                    available: formatNumber(choice.available),
                  }),
                }))}
              />
            )}
          </Field>
          {poolId && (
            <InlineAlert tone={preview && preview.waiting > 0 ? "warn" : "neutral"}>
              {preview ? previewSentence(preview, license) : t("Counting …")}
            </InlineAlert>
          )}
          <div className="flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end">
            <Button onClick={close}>{t("Cancel")}</Button>
            <Button type="submit" variant="primary" pending={pending}>
              {t("Add rule")}
            </Button>
          </div>
        </>
      )}
    </ActionForm>
  );
}

type Preview = { people: number; waiting: number };

function usePreview(groupId: string, poolId: string): Preview | undefined {
  const [answer, setAnswer] = useState<Preview & { poolId: string }>();
  useEffect(() => {
    if (!poolId) return;
    previewRuleAction(groupId, poolId).then(({ preview }) => preview && setAnswer({ ...preview, poolId }));
  }, [groupId, poolId]);
  return answer?.poolId === poolId ? answer : undefined;
}

function previewSentence({ people, waiting }: Preview, license: string): string {
  if (people === 0) return t("Nobody in this group is without {license} now.", { license });
  const get = t("{people} {license} now", { people: formatCount(people - waiting, "person gets", "people get"), license });
  return waiting === 0
    ? `${get}.`
    : t("{get}, {wait} for one that comes free.", { get, wait: formatCount(waiting, "waits", "wait") });
}

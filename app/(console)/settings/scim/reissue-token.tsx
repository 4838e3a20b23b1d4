"use client";

import { useState } from "react";
import { rich } from "#components/rich.ts";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { SecretField } from "#components/ui/secret-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";
import { reissueTokenAction } from "./actions.ts";
import { LifetimeField } from "./configuration-fields.tsx";

const overlaps = [
  { value: "none", label: t("Not at all: it stops now") },
  { value: "1h", label: "1 hour" },
  { value: "1d", label: "1 day" },
  { value: "7d", label: "7 days" },
  { value: "30d", label: "30 days" },
];

type ReissueTokenProps = { id: string; name: string; tenantUrl: string /** Tokens that work now. */; working: number };

/** A new token while the old one goes on working for as long as the admin needs to paste it; then the token, once. */
export function ReissueToken({ id, name, tenantUrl, working }: ReissueTokenProps) {
  const [open, setOpen] = useState(false);
  const [unsaved, setUnsaved] = useState(false);
  const [warned, setWarned] = useState(false);

  function close(next: boolean) {
    if (!next && unsaved && !warned) return setWarned(true); // asked once: the token will not be shown again
    setOpen(next);
    setUnsaved(false);
    setWarned(false);
  }

  return (
    <Dialog
      alert={unsaved}
      title={t("Reissue token")}
      description={
        working > 0
          ? t("You get a new token. The old one goes on working until you have pasted the new one.")
          : t("You get a new token. No old one works any more.")
      }
      open={open}
      onOpenChange={close}
      trigger={<Button size="sm">{t("Reissue token")}</Button>}
    >
      <ActionForm action={reissueTokenAction} onDone={() => setUnsaved(true)} className="grid gap-5">
        {({ state, errors, pending }) =>
          state.created ? (
            <>
              <SecretField
                label={t("Access token")}
                value={state.created.token}
                fileName="access-token.txt"
                fileText={`${t("Configuration: {name}\nTenant URL: {tenantUrl}\nAccess token: {token}", { name, tenantUrl, token: state.created.token })}
`}
                hint={rich("Expires {time}", { time: <Time iso={state.created.expiresAt} format="date" /> })}
                onSaved={() => setUnsaved(false)}
              />
              {unsaved ? (
                <InlineAlert tone="warn" title={warned ? t("You have not copied this token.") : undefined}>
                  {warned
                    ? t("It will not be shown again. Press Done once more to leave anyway.")
                    : t("Copy or download it now. It will not be shown again.")}
                </InlineAlert>
              ) : (
                <InlineAlert tone="ok">{t("You have the token. Paste it into your identity provider.")}</InlineAlert>
              )}
              <div className="flex justify-end">
                <Button variant={unsaved ? "secondary" : "primary"} onClick={() => close(false)}>
                  {t("Done")}
                </Button>
              </div>
            </>
          ) : (
            <>
              <input type="hidden" name="id" value={id} />
              {working > 0 ? (
                <Field
                  label={t("The old token goes on working for")}
                  error={errors.overlap}
                  hint={t("It never works longer than it would have anyway.")}
                >
                  {(control) => <Select {...control} name="overlap" options={overlaps} defaultValue="1d" />}
                </Field>
              ) : (
                <input type="hidden" name="overlap" value="none" />
              )}
              <LifetimeField errors={errors} />
              <div className="flex justify-end">
                <Button type="submit" variant="primary" pending={pending}>
                  {t("Generate token")}
                </Button>
              </div>
            </>
          )
        }
      </ActionForm>
    </Dialog>
  );
}

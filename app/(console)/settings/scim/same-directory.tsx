"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Select } from "#components/ui/select.tsx";
import { t } from "#lib/text.ts";
import { sameDirectoryAction } from "./actions.ts";

type SameDirectoryProps = {
  id: string;
  /** One of the configurations that share its directory now. */
  current: string | undefined;
  others: { id: string; name: string }[];
};

/** Two applications of one IdP send the same IDs for the same people: told so, the second finds whom the first brought. */
export function SameDirectory({ id, current = "", others }: SameDirectoryProps) {
  return (
    <ActionForm key={current} action={sameDirectoryAction} className="grid gap-4">
      {({ state, errors, pending }) => (
        <>
          <input type="hidden" name="id" value={id} />
          <Field
            label={t("Same directory as")}
            error={errors.as}
            hint={t(
              "Choose another configuration whose identity provider sends the same unique IDs for the same people. This one then finds them by those IDs.",
            )}
          >
            {(control) => (
              <Select
                {...control}
                name="as"
                defaultValue={current}
                options={[
                  { value: "", label: t("No other configuration") },
                  ...others.map(({ id: value, name: label }) => ({ value, label })),
                ]}
              />
            )}
          </Field>
          <div>
            <Button type="submit" pending={pending}>
              {t("Save directory")}
            </Button>
          </div>
          {state.ok && <InlineAlert tone="ok">{t("The directory is saved.")}</InlineAlert>}
        </>
      )}
    </ActionForm>
  );
}

"use client";

import { useRef } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { t } from "#lib/text.ts";
import { signIn } from "../../sign-in/sign-in.ts";
import { joinAction } from "./actions.ts";

type JoinFormProps = {
  token: string;
  email: string;
  /** Signs in with this e-mail already. */
  known: boolean;
};

/** Name and password of a new admin, or the password that one has; then straight in. */
export function JoinForm({ token, email, known }: JoinFormProps) {
  const password = useRef<HTMLInputElement>(null);

  async function enter() {
    const failed = await signIn(email, password.current?.value ?? "");
    // a whole page load: nothing of a former session is left in the browser's memory
    window.location.assign(failed ? "/sign-in" : "/choose-account");
  }

  return (
    <ActionForm action={joinAction} onDone={enter}>
      {({ state, errors, pending }) => (
        <>
          <input type="hidden" name="token" value={token} />
          <Field label={t("Email")}>{(control) => <Input {...control} value={email} readOnly autoComplete="username" />}</Field>
          {!known && (
            <Field label={t("Name")} error={errors.name}>
              {(control) => <Input {...control} name="name" required maxLength={200} autoComplete="name" />}
            </Field>
          )}
          <Field
            label={t("Password")}
            error={errors.password}
            hint={
              known
                ? t(
                    "You sign in with this email already: enter that password. If you never chose one, ask whoever runs Account Center to reset it.",
                  )
                : t("At least 8 characters.")
            }
          >
            {(control) => (
              <Input
                {...control}
                ref={password}
                name="password"
                type="password"
                required
                maxLength={256}
                autoComplete={known ? "current-password" : "new-password"}
              />
            )}
          </Field>
          <Button type="submit" variant="primary" pending={pending || state.ok}>
            {t("Accept invitation")}
          </Button>
        </>
      )}
    </ActionForm>
  );
}

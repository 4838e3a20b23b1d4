"use client";

import { useActionState, useEffect, useRef } from "react";
import { Field } from "#components/ui/field.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { t } from "#lib/text.ts";
import { signIn } from "./sign-in.ts";

type State = { email: string; message?: string };

export function SignInForm({ next }: { next: string }) {
  const form = useRef<HTMLFormElement>(null);
  const [state, submit] = useActionState(send, { email: "" });

  async function send(_state: State, data: FormData): Promise<State> {
    const email = String(data.get("email"));
    const message = await signIn(email, String(data.get("password")));
    // a whole page load: nothing of a former session is left in the browser's memory
    if (message === undefined) await new Promise(() => window.location.assign(next));
    return { email, message };
  }

  useEffect(() => {
    if (state.message) form.current?.querySelector<HTMLElement>("[name=password]")?.focus();
  }, [state]);

  return (
    <form ref={form} action={submit} className="grid gap-5">
      <Field label={t("Email")}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            required
            defaultValue={state.email}
            maxLength={320}
          />
        )}
      </Field>
      <Field label={t("Password")}>
        {(control) => (
          <Input {...control} name="password" type="password" autoComplete="current-password" required maxLength={256} />
        )}
      </Field>
      <SubmitButton>{t("Sign in")}</SubmitButton>
      {/* below what was typed, so that nothing moves under the pointer */}
      {state.message && <InlineAlert tone="bad">{state.message}</InlineAlert>}
    </form>
  );
}

"use client";

import { useRef, useState, useTransition } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { ChoiceField, Field } from "#components/ui/field.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { t } from "#lib/text.ts";
import { saveSignOnAction, testIssuerAction } from "./actions.ts";

type Values = { issuer: string; clientId: string; domains: string; enabled: boolean; only: boolean; seen: string };

/** What the identity provider told the admin who registered this Admin Center there. The secret goes in and never comes out. */
export function SignOnForm({ current }: { current: Values | undefined }) {
  const issuer = useRef<HTMLInputElement>(null);
  return (
    <ActionForm action={saveSignOnAction}>
      {({ state, errors, pending }) => (
        <>
          {current && <input type="hidden" name="seen" value={current.seen} />}
          <Field
            label={t("Issuer URL")}
            error={errors.issuer}
            hint={t("Begins with https://, exactly as your identity provider writes it.")}
          >
            {(control) => (
              <Input
                {...control}
                ref={issuer}
                name="issuer"
                type="url"
                required
                maxLength={500}
                autoComplete="off"
                spellCheck={false}
                defaultValue={current?.issuer}
              />
            )}
          </Field>
          <Test issuer={() => issuer.current?.value ?? ""} />
          <Field label={t("Client ID")} error={errors.clientId}>
            {(control) => (
              <Input
                {...control}
                name="clientId"
                required
                maxLength={300}
                autoComplete="off"
                spellCheck={false}
                defaultValue={current?.clientId}
              />
            )}
          </Field>
          <Field
            label={t("Client secret")}
            error={errors.clientSecret}
            hint={
              current
                ? t("Stored, and never shown again. Leave empty to keep it.")
                : t("Stored encrypted, and never shown again.")
            }
          >
            {(control) => (
              <Input
                {...control}
                key={current?.seen} // empty again once it is stored
                name="clientSecret"
                type="password"
                required={!current}
                maxLength={1000}
                autoComplete="new-password"
              />
            )}
          </Field>
          <Field
            label={t("Email domains")}
            optional
            error={errors.domains}
            hint={t(
              "Only admins with an email of these domains sign in this way: example.com, example.org. Empty: all admins of this account.",
            )}
          >
            {(control) => (
              <Input {...control} name="domains" autoComplete="off" spellCheck={false} defaultValue={current?.domains} />
            )}
          </Field>
          <ChoiceField
            label={t("Sign in with SSO")}
            hint={current?.only ? t("Off also accepts passwords again.") : t("Passwords keep working beside it.")}
          >
            {(control) => <Switch {...control} name="enabled" defaultChecked={current?.enabled} />}
          </ChoiceField>
          <div>
            <Button type="submit" variant="primary" pending={pending}>
              {t("Save single sign-on")}
            </Button>
          </div>
          {state.ok && <InlineAlert tone="ok">{t("Single sign-on is saved.")}</InlineAlert>}
        </>
      )}
    </ActionForm>
  );
}

type Tested = Awaited<ReturnType<typeof testIssuerAction>>;

/** Reads what the issuer publishes, before anything is stored. */
function Test({ issuer }: { issuer: () => string }) {
  const [tested, setTested] = useState<Tested>();
  const [pending, start] = useTransition();
  return (
    <div className="grid gap-3">
      <div>
        <Button pending={pending} onClick={() => start(async () => setTested(await testIssuerAction(issuer())))}>
          {t("Test issuer")}
        </Button>
      </div>
      {tested?.found && (
        <InlineAlert tone="ok" title={t("The identity provider can be used")}>
          {t("Its discovery document is in order. It signs with {algorithms} and has {keys}.", {
            algorithms: tested.found.algorithms.join(", "),
            keys: formatCount(tested.found.keys, "key", "keys"),
          })}{" "}
          {t("Whether client ID and secret are right shows when somebody signs in.")}
        </InlineAlert>
      )}
      {tested && !tested.ok && (
        <InlineAlert tone="bad" title={t("The identity provider cannot be used")}>
          {tested.fields?.issuer ?? tested.message}
        </InlineAlert>
      )}
    </div>
  );
}

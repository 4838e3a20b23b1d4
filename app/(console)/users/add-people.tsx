"use client";

import { useActionState, useEffect, useState } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Link } from "#components/ui/link.tsx";
import { formatCount, formatNumber } from "#components/ui/number.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { maxAddresses, parseAddresses } from "#lib/addresses.ts";
import { t } from "#lib/text.ts";
import { type Pool, poolName } from "../pool.ts";
import { addPeopleAction } from "./add-actions.ts";

/** What is wrong with one address; `id`: the person who has it. */
export type AddressProblem = { email: string; message: string; id?: string };

/** Adds people by their e-mail addresses, typed or pasted, all or none. */
export function AddPeople({ pools, onClose }: { pools: Pool[]; onClose: () => void }) {
  const [state, action] = useActionState(addPeopleAction, { ok: false });
  const [text, setText] = useState("");
  const count = parseAddresses(text).length;
  const problems = (state.ok && state.problems) || [];

  useEffect(() => {
    if (!state.ok || !state.added) return;
    toast.success(t("{people} added.", { people: formatCount(state.added, "person", "people") }));
    onClose();
  }, [state, onClose]);

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("Add people by email")}
      description={t("They appear in Users at once. When your identity provider sends one of them later, it is the same person.")}
    >
      <form action={action} className="grid gap-4">
        <Field
          label={t("Email addresses")}
          hint={t("One per line, or separated by commas. “Ann Lee <ann@example.com>” works too. {count} of {maxAddresses}.", {
            count: formatNumber(count),
            maxAddresses,
          })}
          error={state.fields?.addresses}
        >
          {(control) => (
            <Textarea
              {...control}
              name="addresses"
              rows={6}
              value={text}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        {problems.length > 0 && (
          <Problems
            problems={problems}
            leaveOut={() => {
              const bad = new Set(problems.map(({ email }) => email));
              setText(without(text, bad));
            }}
          />
        )}
        {pools.length > 0 && (
          <Field label={t("License")} error={state.fields?.pool}>
            {(control) => (
              <Select
                {...control}
                name="pool"
                defaultValue=""
                options={[
                  { value: "", label: t("None for now") },
                  ...pools.map((pool) => ({
                    value: pool.id,
                    label: t("{pool} ({available} available)", { pool: poolName(pool), available: formatNumber(pool.available) }),
                  })),
                ]}
              />
            )}
          </Field>
        )}
        {state.message && <InlineAlert tone="bad">{state.message}</InlineAlert>}
        <div className="flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <SubmitButton>{count > 1 ? t("Add {count} people", { count: formatNumber(count) }) : t("Add person")}</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}

/** The list without these addresses, each of the others on a line of its own. */
const without = (text: string, bad: ReadonlySet<string>): string =>
  parseAddresses(text)
    .filter(({ email }) => !bad.has(email))
    .map(({ email, name }) => (name ? `"${name}" <${email}>` : email))
    .join("\n");

function Problems({ problems, leaveOut }: { problems: AddressProblem[]; leaveOut: () => void }) {
  return (
    <InlineAlert
      tone="bad"
      title={t("Nobody was added: {addresses} a look", {
        addresses: formatCount(problems.length, "address needs", "addresses need"),
      })}
      action={
        <Button size="sm" onClick={leaveOut}>
          {problems.length === 1 ? t("Leave it out") : t("Leave them out")}
        </Button>
      }
    >
      <ul className="grid max-h-40 gap-1 overflow-y-auto pt-1">
        {problems.map(({ email, message, id }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one address can be there twice
          <li key={index} className="break-words">
            <span className="font-medium text-text">{email || "(empty)"}</span>{" "}
            {id ? (
              <Link href={`/users/${id}`} target="_blank">
                {message}
              </Link>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </InlineAlert>
  );
}

"use client";

import { type FormEvent, type ReactNode, startTransition, useActionState, useEffect, useRef } from "react";
import type { FormAction, FormState } from "./form-state.ts";
import { InlineAlert } from "./inline-alert.tsx";

type ActionFormProps<State extends FormState> = {
  action: FormAction<State>;
  /** Asked before sending: true when something has to be decided first, which then calls `go`. */
  hold?: (data: FormData, go: (data: FormData) => void) => boolean;
  /** Called once after each time the action went well. */
  onDone?: (state: State) => void;
  className?: string;
  children: (form: { state: State; errors: Record<string, string>; pending: boolean }) => ReactNode;
};

/** A form that keeps what was typed when its action refuses: the message stands above, the first wrong field has the focus. */
export function ActionForm<State extends FormState>({
  action,
  hold,
  onDone,
  className = "grid gap-5",
  children,
}: ActionFormProps<State>) {
  const start = { ok: false } as Awaited<State>; // what an action answers beside `ok` is optional (see ActionState)
  const [state, submit, pending] = useActionState<State, FormData>(action, start);
  const form = useRef<HTMLFormElement>(null);
  const told = useRef<State>(start);

  useEffect(() => {
    if (state === told.current) return;
    told.current = state;
    if (state.ok) onDone?.(state);
    else form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state, onDone]);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault(); // an action of the form itself would empty the fields when it comes back with an error
    const go = (data: FormData) => startTransition(() => submit(data));
    const data = new FormData(event.currentTarget);
    if (!hold?.(data, go)) go(data);
  }

  return (
    <form ref={form} action={submit} onSubmit={send} noValidate className={className}>
      {state.message && !state.ok && <InlineAlert tone="bad">{state.message}</InlineAlert>}
      {children({ state, errors: state.fields ?? {}, pending })}
    </form>
  );
}

/** What a form's action answers: where it failed, and what was typed, so that nothing has to be typed again. */
export type FormState = {
  ok: boolean;
  /** About the whole form. */
  message?: string;
  /** By the name of the field. */
  fields?: Record<string, string>;
  values?: Record<string, string>;
};

export type FormAction<State extends FormState = FormState> = (state: State, data: FormData) => Promise<State>;

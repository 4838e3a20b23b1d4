"use server";

import { acceptLink } from "./open-invitation.ts";
import type { ActivationStep } from "./steps.ts";

/** Pressed by the member, who needs no account here: the link is what they know. */
export const activateAction = async (_step: ActivationStep, form: FormData): Promise<ActivationStep> =>
  acceptLink(String(form.get("link")));

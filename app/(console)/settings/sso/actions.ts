"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { saveSingleSignOn, setOnlySingleSignOn } from "#db/queries/single-sign-on.ts";
import { adminAction } from "#lib/admin-action.ts";
import { AppError } from "#lib/errors.ts";
import { checkbox, formOf } from "#lib/form-data.ts";
import { sealClientSecret } from "#lib/sso/client-secret.ts";
import { parseDomains } from "#lib/sso/domains.ts";
import { readKeys, readProvider } from "#lib/sso/provider.ts";
import { t } from "#lib/text.ts";

const issuer = z.string(t("Enter the issuer URL.")).max(500, t("This URL is too long."));

const settings = z.object({
  issuer,
  clientId: z.string(t("Enter the client ID.")).max(300, t("This client ID is too long.")),
  clientSecret: z.string().max(1000, t("This client secret is too long.")).optional(),
  domains: z.string().max(5000, t("These are too many domains.")).default("").transform(parseDomains),
  enabled: checkbox,
  seen: z.string().optional(),
});

/** Stores what was entered. It is turned on only with an identity provider that can be used. */
export const saveSignOnAction = adminAction({ role: "full", schema: settings }, async (admin, form): Promise<void> => {
  const { clientSecret, domains, ...rest } = form;
  if (domains.wrong) throw fieldError("domains", t("This is not a domain: {wrong}", { wrong: domains.wrong }));
  if (form.enabled) await checkIssuer(form.issuer);
  await saveSingleSignOn(admin, admin.actor, {
    ...{ ...rest, domains: domains.list, seen: form.seen, own: { email: admin.email, sessionId: admin.id } },
    sealedSecret: clientSecret === undefined ? undefined : await sealClientSecret(admin, clientSecret),
  });
  revalidatePath("/settings");
});

const fieldError = (field: string, message: string) => new AppError("invalid", message, { [field]: message });

async function checkIssuer(url: string): Promise<{ algorithms: string[]; keys: number }> {
  try {
    const provider = await readProvider(url);
    return { algorithms: provider.algorithms, keys: (await readKeys(provider)).keys.length };
  } catch (error) {
    if (error instanceof AppError) throw fieldError("issuer", error.message);
    throw error;
  }
}

const test = adminAction({ role: "full", schema: z.object({ issuer }) }, async (_admin, form) => ({
  found: await checkIssuer(form.issuer),
}));

const setOnly = adminAction(
  { role: "full", schema: z.object({ only: z.enum(["on", "off"]) }) },
  async (admin, { only }): Promise<void> => {
    if (only === "on" && admin.method !== "sso")
      throw new AppError(
        "forbidden",
        t("Sign in with SSO first: whoever refuses passwords has to be able to come back without one."),
      );
    await setOnlySingleSignOn(admin, admin.actor, only === "on");
    revalidatePath("/settings");
  },
);

/** Reads what an issuer publishes and says what is wrong with it. Stores nothing. */
export const testIssuerAction = async (url: string) => test({ ok: false }, formOf({ issuer: url }));
export const setOnlySignOnAction = async (only: "on" | "off") => setOnly({ ok: false }, formOf({ only }));

import { t } from "#lib/text.ts";

/** Where an invitation stands for whoever opened its link. */
export type ActivationStep =
  | "open"
  | "activated"
  | "waiting"
  | "used"
  | "replaced"
  | "returned"
  | "expired"
  | "wrong"
  | "tooMany";

/** What an invitation is to, as its page says it. */
export type Invited = {
  organization: string;
  person: string;
  product: string;
  instanceName: string;
  licenseType: string;
};

export type Words = { title: string; text: string; tone: "ok" | "info" | "warn" };

const askAdmin = t("Ask the administrator of your organization");

/** What is said at the end: what happened, or why nothing did and what to do. `license`: "Sales Navigator Advanced". */
export function wordsOf(step: Exclude<ActivationStep, "open">, license = t("This license")): Words {
  switch (step) {
    case "activated":
      return {
        tone: "ok",
        title: t("Activated"),
        text: t("{license} is yours. You can close this page and start using it.", { license }),
      };
    case "used":
      return {
        tone: "ok",
        title: t("Activated already"),
        text: t("{license} is yours since you opened this link before. Nothing is left to do.", { license }),
      };
    case "waiting":
      return {
        tone: "info",
        title: t("You are on the waiting line"),
        text: t("All licenses of {license} are taken at the moment. You will be invited again when it is your turn.", {
          license,
        }),
      };
    case "replaced":
      return {
        tone: "warn",
        title: t("There is a newer invitation"),
        text: t("A later invitation replaced this link. Open the newest one, or {askAdmin} for it.", {
          askAdmin: lower(askAdmin),
        }),
      };
    case "returned":
      return {
        tone: "warn",
        title: t("This invitation is no longer open"),
        text: t("The license has gone back to your organization. {askAdmin} if you still need it.", { askAdmin }),
      };
    case "expired":
      return {
        tone: "warn",
        title: t("This invitation has expired"),
        text: t("{askAdmin} to send you a new one.", { askAdmin }),
      };
    case "wrong":
      return {
        tone: "warn",
        title: t("This link does not work"),
        text: t("It may not be complete. Open it from the invitation again, or {askAdmin} for a new one.", {
          askAdmin: lower(askAdmin),
        }),
      };
    case "tooMany":
      return {
        tone: "warn",
        title: t("Too many attempts"),
        text: t("Wait an hour, then open the link from the invitation again."),
      };
  }
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

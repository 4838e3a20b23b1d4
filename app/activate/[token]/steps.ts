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

const askAdmin = "Ask the administrator of your organization";

/** What is said at the end: what happened, or why nothing did and what to do. `license`: "Sales Navigator Advanced". */
export function wordsOf(step: Exclude<ActivationStep, "open">, license = "This license"): Words {
  switch (step) {
    case "activated":
      return { tone: "ok", title: "Activated", text: `${license} is yours. You can close this page and start using it.` };
    case "used":
      return {
        tone: "ok",
        title: "Activated already",
        text: `${license} is yours since you opened this link before. Nothing is left to do.`,
      };
    case "waiting":
      return {
        tone: "info",
        title: "You are on the waiting line",
        text: `All licenses of ${license} are taken at the moment. You will be invited again when it is your turn.`,
      };
    case "replaced":
      return {
        tone: "warn",
        title: "There is a newer invitation",
        text: `A later invitation replaced this link. Open the newest one, or ${lower(askAdmin)} for it.`,
      };
    case "returned":
      return {
        tone: "warn",
        title: "This invitation is no longer open",
        text: `The license has gone back to your organization. ${askAdmin} if you still need it.`,
      };
    case "expired":
      return { tone: "warn", title: "This invitation has expired", text: `${askAdmin} to send you a new one.` };
    case "wrong":
      return {
        tone: "warn",
        title: "This link does not work",
        text: `It may not be complete. Open it from the invitation again, or ${lower(askAdmin)} for a new one.`,
      };
    case "tooMany":
      return { tone: "warn", title: "Too many attempts", text: "Wait an hour, then open the link from the invitation again." };
  }
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

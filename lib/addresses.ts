import { personFields, personValueProblem } from "./person.ts";
import { canon } from "./scim/canon.ts";

/** An address as typed or pasted; `name` when it came as "Ann Lee <ann@example.com>". */
export type Address = { email: string; name?: string };

export const maxAddresses = 50;

/** The addresses in a text: one per line, or separated by comma, semicolon or space, as a mail program writes them. */
export function parseAddresses(text: string): Address[] {
  // a comma inside quotation marks belongs to a name
  const parts = text.match(/(?:"[^"\n]*"|[^\n,;])+/g) ?? [];
  return parts
    .map((part) => part.trim())
    .flatMap((part): Address[] => {
      const [, name, email] = /^(.*)<([^<>]*)>$/s.exec(part) ?? [];
      if (email === undefined)
        return part
          .split(/\s+/)
          .filter(Boolean)
          .map((word) => ({ email: word }));
      const bare = (name ?? "").trim().replace(/^"(.*)"$/s, "$1");
      return [{ email: email.trim(), ...(bare && { name: bare }) }];
    });
}

const emailField = personFields.find(({ key }) => key === "email");

/** What is wrong with addresses by themselves, by their place; who is here already, only the database knows. */
export function addressProblems(addresses: readonly Address[]): Map<number, string> {
  const problems = new Map<number, string>();
  const seen = new Set<string>();
  addresses.forEach(({ email }, index) => {
    const bad = email === "" || (emailField && personValueProblem(emailField, email) !== undefined);
    if (bad) problems.set(index, "This is not an e-mail address.");
    else if (seen.has(canon(email))) problems.set(index, "This address is in the list twice.");
    seen.add(canon(email));
  });
  return problems;
}

import { canon } from "../scim/canon.ts";

const label = String.raw`[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?`;
const domain = new RegExp(`^${label}(?:\\.${label})+$`, "u");

/** E-mail domains as somebody typed them: "@example.com, example.org". `wrong`: the first that is none. */
export function parseDomains(text: string): { list: string[]; wrong: string | undefined } {
  const list = [
    ...new Set(
      text
        .split(/[\s,;]+/)
        .filter(Boolean)
        .map((part) => canon(part.replace(/^@/, ""))),
    ),
  ];
  return { list, wrong: list.find((part) => !domain.test(part)) };
}

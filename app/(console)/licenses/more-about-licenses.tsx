import { ChevronRight } from "lucide-react";
import NextLink from "next/link";
import { formatCount } from "#components/ui/number.tsx";
import { t } from "#lib/text.ts";

/** The ways to what decides beside the pools. */
export function MoreAboutLicenses({ rules, excluded }: { rules: number; excluded: number }) {
  const ways = [
    {
      href: "/groups/rules",
      title: t("License rules"),
      text:
        rules === 0
          ? t("No group gives a license yet.")
          : t("{rules} licenses to groups, in this order.", { rules: formatCount(rules, "rule gives", "rules give") }),
    },
    {
      href: "/licenses/exclusions",
      title: t("Exclusions"),
      text:
        excluded === 0
          ? t("Nobody is kept from a license.")
          : t("{licenses} by an admin; nothing gives them again by itself.", {
              licenses: formatCount(excluded, "license was returned", "licenses were returned"),
            }),
    },
  ];
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {ways.map(({ href, title, text }) => (
        <li key={href}>
          <NextLink
            prefetch={false}
            href={href}
            className="flex items-center justify-between gap-3 rounded-card border border-line p-4 hover:border-line-strong hover:bg-hover"
          >
            <span className="min-w-0">
              <span className="block font-semibold">{title}</span>
              <span className="block text-pretty text-muted">{text}</span>
            </span>
            <ChevronRight size={16} className="shrink-0 text-faint" />
          </NextLink>
        </li>
      ))}
    </ul>
  );
}

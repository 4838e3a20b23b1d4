import { ChevronRight } from "lucide-react";
import NextLink from "next/link";
import { formatCount } from "#components/ui/number.tsx";

/** The ways to what decides beside the pools. */
export function MoreAboutLicenses({ rules, excluded }: { rules: number; excluded: number }) {
  const ways = [
    {
      href: "/groups/rules",
      title: "License rules",
      text:
        rules === 0
          ? "No group gives a license yet."
          : `${formatCount(rules, "rule gives", "rules give")} licenses to groups, in this order.`,
    },
    {
      href: "/licenses/exclusions",
      title: "Exclusions",
      text:
        excluded === 0
          ? "Nobody is kept from a license."
          : `${formatCount(excluded, "license was returned", "licenses were returned")} by an admin; nothing gives them again by itself.`,
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

import { Link } from "#components/ui/link.tsx";
import { t } from "#lib/text.ts";
import type { ActivityText } from "./activity-text.ts";

/** Whom or what something happened to, and what. */
export const ActivitySentence = ({ subject: { name, href, gone }, says }: Pick<ActivityText, "subject" | "says">) => (
  <span className="text-pretty">
    {href ? (
      <Link href={href} quiet className="font-medium">
        {name}
      </Link>
    ) : (
      <span className="font-medium">{name}</span>
    )}
    {gone && <span className="text-faint"> {t("(deleted)")}</span>} <span className="text-muted">{says}</span>
  </span>
);

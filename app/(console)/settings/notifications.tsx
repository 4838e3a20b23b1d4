import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Link } from "#components/ui/link.tsx";
import type { ConfigurationRow } from "#db/queries/configurations.ts";
import { t } from "#lib/text.ts";

type NotificationsProps = { configurations: ConfigurationRow[]; sendsMail: boolean; canChange: boolean };

/** Who gets an e-mail about what. */
export function NotificationSettings({ configurations, sendsMail, canChange }: NotificationsProps) {
  return (
    <div className="grid max-w-[42rem] gap-5">
      {!sendsMail && (
        <InlineAlert tone="warn" title={t("This server sends no email")}>
          {t(
            "Its operator has to set up SMTP. Until then links are copied by hand, and what fails is shown on Home and on the configuration's page.",
          )}
        </InlineAlert>
      )}
      <p className="text-pretty text-muted">
        {t(
          "Full admins are told when many people leave at once. Who is told when provisioning fails is chosen for each SCIM configuration: at most one email an hour sums up what failed.",
        )}
      </p>
      {configurations.length > 0 && (
        <ul aria-label={t("Notifications of SCIM configurations")} className="border-line border-t">
          {configurations.map(({ id, name, notificationEmail, notifyOnFailure }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-line border-b py-2.5">
              <span className="min-w-0 break-words font-medium">{name}</span>
              <span className="flex min-w-0 flex-wrap items-baseline gap-x-4">
                <span className="min-w-0 break-words text-muted">
                  {notifyOnFailure && notificationEmail
                    ? t("Failures to {notificationEmail}", { notificationEmail })
                    : t("Nobody is told")}
                </span>
                {canChange && (
                  <Link href={`/settings/scim/${id}/edit`}>
                    {t("Change")}
                    <span className="sr-only"> {t("notifications of {name}", { name })}</span>
                  </Link>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

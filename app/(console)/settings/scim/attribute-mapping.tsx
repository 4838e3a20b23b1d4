import { t } from "#lib/text.ts";

const mapping = [
  ["externalId", t("Unique user ID")],
  ["userName", t("User name")],
  ['emails[type eq "work"].value', t("Email")],
  ["name.givenName", t("First name")],
  ["name.familyName", t("Last name")],
  ["displayName", t("Display name")],
  ["title", t("Business title")],
  ["…enterprise:2.0:User:department", t("Department")],
  ["…enterprise:2.0:User:manager", t("Manager")],
  ['addresses[type eq "work"].locality', t("Location")],
] as const;

/** Which SCIM attribute becomes what, for the mapping screens of the portals. */
export function AttributeMapping() {
  return (
    <details className="group">
      <summary className="text-accent-text hover:underline">{t("Attribute mapping")}</summary>
      <table className="mt-3 w-full text-left text-sm">
        <thead className="text-muted">
          <tr>
            <th scope="col" className="border-line border-b py-1.5 pr-4 font-medium">
              {t("SCIM attribute")}
            </th>
            <th scope="col" className="border-line border-b py-1.5 font-medium">
              {t("Here")}
            </th>
          </tr>
        </thead>
        <tbody>
          {mapping.map(([attribute, here]) => (
            <tr key={attribute}>
              <td className="border-line border-b py-1.5 pr-4 font-mono text-xs [overflow-wrap:anywhere]">{attribute}</td>
              <td className="border-line border-b py-1.5">{here}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="pt-3 text-pretty text-muted text-sm">
        {t(
          "Groups: displayName, externalId, members. Match people by userName or externalId and groups by displayName or externalId.",
        )}
      </p>
    </details>
  );
}

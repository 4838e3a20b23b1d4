import { CopyRow } from "#components/ui/copy-row.tsx";
import { PropertyList } from "#components/ui/property-list.tsx";
import type { SingleSignOn } from "#db/queries/single-sign-on.ts";
import { t } from "#lib/text.ts";
import { OnlySignOn } from "./only-sign-on.tsx";
import { SignOnForm } from "./sign-on-form.tsx";
import { SignOnGuides } from "./sign-on-guides.tsx";

type SingleSignOnProps = {
  current: SingleSignOn | undefined;
  redirectUri: string;
  loginUrl: string;
  canChange: boolean;
  /** Did who looks get in by single sign-on? */
  cameBySso: boolean;
};

/** How admins sign in. Members sign in to their products, which is none of this panel's business. */
export function SingleSignOnPanel({ current, redirectUri, loginUrl, canChange, cameBySso }: SingleSignOnProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
      <p className="max-w-[42rem] text-pretty text-muted">
        {t(
          "Admins sign in to this Admin Center through your identity provider, by OpenID Connect. It lets in who is an admin here already. Independent of SCIM Setup: each works without the other. Members sign in to their products there, with an SSO NameID that equals the userName or unique ID that SCIM sends.",
        )}
      </p>
      {canChange ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-14 gap-y-10 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)]">
          <div className="grid content-start gap-10">
            <SignOnForm current={current && formValues(current)} />
            {current?.enabled && <OnlySignOn only={current.only} cameBySso={cameBySso} />}
          </div>
          <div className="grid content-start gap-6">
            <CopyRow
              label={t("Redirect URI")}
              value={redirectUri}
              note={<Hint>{t("Where your identity provider sends admins back to.")}</Hint>}
            />
            <CopyRow
              label={t("Login URL")}
              value={loginUrl}
              note={<Hint>{t("Optional: what a tile in its portal opens.")}</Hint>}
            />
            <SignOnGuides redirectUri={redirectUri} loginUrl={loginUrl} />
          </div>
        </div>
      ) : (
        <PropertyList properties={facts(current)} />
      )}
    </div>
  );
}

const Hint = ({ children }: { children: string }) => <p className="text-muted text-sm">{children}</p>;

const formValues = ({ issuer, clientId, domains, enabled, only, updatedAt }: SingleSignOn) => ({
  ...{ issuer, clientId, domains: domains.join(", "), enabled, only },
  seen: updatedAt.toISOString(),
});

const facts = (current: SingleSignOn | undefined) => [
  { label: t("Sign in with SSO"), value: current?.enabled ? t("On") : t("Off") },
  { label: t("Passwords"), value: current?.only ? t("Refused") : t("Accepted") },
  { label: t("Issuer URL"), value: current?.issuer, mono: true },
  { label: t("Client ID"), value: current?.clientId, mono: true },
  { label: t("Email domains"), value: current ? current.domains.join(", ") || t("Any") : undefined },
];

/** The one line that the closed panel says. */
export function signOnSummary(current: SingleSignOn | undefined): string {
  if (!current?.enabled) return t("Email and password");
  return `${current.only ? t("Only SSO") : t("SSO and password")} · ${new URL(current.issuer).host}`;
}

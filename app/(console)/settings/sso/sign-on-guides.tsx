import { rich } from "#components/rich.ts";
import { SectionTabs } from "#components/ui/section-tabs.tsx";
import { type Step, Stepper } from "#components/ui/stepper.tsx";
import { t } from "#lib/text.ts";
import { Note, Ui, Value } from "../scim/guide-parts.tsx";

type GuideProps = { redirectUri: string; loginUrl: string };

/** Step by step, in the words of each identity provider's portal, with our values filled in. */
export function SignOnGuides(values: GuideProps) {
  const guides = [
    { value: "entra", label: t("Entra ID"), steps: entraSteps(values) },
    { value: "okta", label: t("Okta"), steps: oktaSteps(values) },
    { value: "onelogin", label: "OneLogin", steps: oneLoginSteps(values) },
  ];
  return (
    <section aria-labelledby="sso-guides" className="grid min-w-0 gap-1">
      <h3 id="sso-guides" className="font-semibold">
        {t("In your identity provider")}
      </h3>
      <SectionTabs
        label={t("Identity provider of single sign-on")}
        tabs={guides.map(({ value, label, steps }) => ({ value, label, content: <Stepper steps={steps} /> }))}
      />
    </section>
  );
}

/** What a value looks like that only the reader knows. */
const Pattern = ({ children }: { children: string }) => (
  <code className="min-w-0 justify-self-start break-all rounded-sm bg-hover px-1.5 py-0.5 font-mono text-sm">{children}</code>
);

const entraSteps = ({ redirectUri }: GuideProps): Step[] => [
  {
    title: rich(
      "In the Azure portal, open {microsoftEntra} › {appRegistrations} › {newRegistration}. Choose {accountsIn}; as {redirectURI}, choose {web} and enter",
      {
        microsoftEntra: <Ui>Microsoft Entra ID</Ui>,
        appRegistrations: <Ui>App registrations</Ui>,
        newRegistration: <Ui>New registration</Ui>,
        accountsIn: <Ui>Accounts in this organizational directory only</Ui>,
        redirectURI: <Ui>Redirect URI</Ui>,
        web: <Ui>Web</Ui>,
      },
    ),
    children: <Value>{redirectUri}</Value>,
  },
  {
    title: rich("From {overview}, copy {applicationClient} to Client ID here. The Issuer URL is", {
      overview: <Ui>Overview</Ui>,
      applicationClient: <Ui>Application (client) ID</Ui>,
    }),
    children: (
      <>
        <Pattern>{"https://login.microsoftonline.com/<Directory (tenant) ID>/v2.0"}</Pattern>
        <Note>
          {rich(
            "with the {directoryTenant} of the same page. Addresses with common or organizations name no organization and are refused.",
            { directoryTenant: <Ui>Directory (tenant) ID</Ui> },
          )}
        </Note>
      </>
    ),
  },
  {
    title: rich("Under {certificates}, press {newClient} and copy its {value}, not its Secret ID.", {
      certificates: <Ui>Certificates & secrets</Ui>,
      newClient: <Ui>New client secret</Ui>,
      value: <Ui>Value</Ui>,
    }),
    children: <Note>{t("It expires: note when, and enter the next one here before.")}</Note>,
  },
  {
    title: rich("Under {tokenConfiguration}, press {addOptional} › {iD} › {email}.", {
      tokenConfiguration: <Ui>Token configuration</Ui>,
      addOptional: <Ui>Add optional claim</Ui>,
      iD: <Ui>ID</Ui>,
      email: <Ui>email</Ui>,
    }),
    children: <Note>{t("Admins are recognized by that email the first time, and by their ID there afterwards.")}</Note>,
  },
];

const oktaSteps = ({ redirectUri, loginUrl }: GuideProps): Step[] => [
  {
    title: rich("In the Admin Console, open {applications} › {createApp} › {oIDC} › {webApplication}.", {
      applications: <Ui>Applications</Ui>,
      createApp: <Ui>Create App Integration</Ui>,
      oIDC: <Ui>OIDC - OpenID Connect</Ui>,
      webApplication: <Ui>Web Application</Ui>,
    }),
  },
  {
    title: rich("Keep the grant type {authorizationCode}. As {signInRedirect}, enter", {
      authorizationCode: <Ui>Authorization Code</Ui>,
      signInRedirect: <Ui>Sign-in redirect URIs</Ui>,
    }),
    children: <Value>{redirectUri}</Value>,
  },
  {
    title: rich("Under {assignments}, let in those who administer this account, and press {save}.", {
      assignments: <Ui>Assignments</Ui>,
      save: <Ui>Save</Ui>,
    }),
  },
  {
    title: rich(
      "From {general}, copy {clientID} and, under {cLIENTSECRETS}, the secret. The Issuer URL is your Okta domain, such as",
      { general: <Ui>General</Ui>, clientID: <Ui>Client ID</Ui>, cLIENTSECRETS: <Ui>CLIENT SECRETS</Ui> },
    ),
    children: <Pattern>{"https://<your Okta domain>"}</Pattern>,
  },
  {
    title: rich("For a tile on the dashboard: under {loginInitiated}, choose {eitherOkta}, and as {initiateLogin}, enter", {
      loginInitiated: <Ui>Login initiated by</Ui>,
      eitherOkta: <Ui>Either Okta or App</Ui>,
      initiateLogin: <Ui>Initiate login URI</Ui>,
    }),
    children: <Value>{loginUrl}</Value>,
  },
];

const oneLoginSteps = ({ redirectUri, loginUrl }: GuideProps): Step[] => [
  {
    title: rich("In {administration}, open {applications} › {addApp}, search for {openIdConnect}, and press {save}.", {
      administration: <Ui>Administration</Ui>,
      applications: <Ui>Applications</Ui>,
      addApp: <Ui>Add App</Ui>,
      openIdConnect: <Ui>OpenId Connect (OIDC)</Ui>,
      save: <Ui>Save</Ui>,
    }),
  },
  {
    title: rich("Under {configuration}, as {redirectURIS}, enter", {
      configuration: <Ui>Configuration</Ui>,
      redirectURIS: <Ui>Redirect URI's</Ui>,
    }),
    children: <Value>{redirectUri}</Value>,
  },
  {
    title: rich("As {loginUrl}, which opens from the portal, enter", { loginUrl: <Ui>Login Url</Ui> }),
    children: <Value>{loginUrl}</Value>,
  },
  {
    title: rich("From {sSO}, copy {clientID}, {clientSecret} and {issuerURL}.", {
      sSO: <Ui>SSO</Ui>,
      clientID: <Ui>Client ID</Ui>,
      clientSecret: <Ui>Client Secret</Ui>,
      issuerURL: <Ui>Issuer URL</Ui>,
    }),
    children: <Note>{t("As Application Type, choose Web; the token endpoint may be Basic or POST.")}</Note>,
  },
  {
    title: rich("Under {access}, choose the roles that may use it, and press {save}.", {
      access: <Ui>Access</Ui>,
      save: <Ui>Save</Ui>,
    }),
  },
];

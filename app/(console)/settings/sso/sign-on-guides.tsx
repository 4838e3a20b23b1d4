import { SectionTabs } from "#components/ui/section-tabs.tsx";
import { type Step, Stepper } from "#components/ui/stepper.tsx";
import { Note, Ui, Value } from "../scim/guide-parts.tsx";

type GuideProps = { redirectUri: string; loginUrl: string };

/** Step by step, in the words of each identity provider's portal, with our values filled in. */
export function SignOnGuides(values: GuideProps) {
  const guides = [
    { value: "entra", label: "Entra ID", steps: entraSteps(values) },
    { value: "okta", label: "Okta", steps: oktaSteps(values) },
    { value: "onelogin", label: "OneLogin", steps: oneLoginSteps(values) },
  ];
  return (
    <section aria-labelledby="sso-guides" className="grid min-w-0 gap-1">
      <h3 id="sso-guides" className="font-semibold">
        In your identity provider
      </h3>
      <SectionTabs
        label="Identity provider of single sign-on"
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
    title: (
      <>
        In the Azure portal, open <Ui>Microsoft Entra ID</Ui> › <Ui>App registrations</Ui> › <Ui>New registration</Ui>. Choose{" "}
        <Ui>Accounts in this organizational directory only</Ui>; as <Ui>Redirect URI</Ui>, choose <Ui>Web</Ui> and enter
      </>
    ),
    children: <Value>{redirectUri}</Value>,
  },
  {
    title: (
      <>
        From <Ui>Overview</Ui>, copy <Ui>Application (client) ID</Ui> to Client ID here. The Issuer URL is
      </>
    ),
    children: (
      <>
        <Pattern>{"https://login.microsoftonline.com/<Directory (tenant) ID>/v2.0"}</Pattern>
        <Note>
          with the <Ui>Directory (tenant) ID</Ui> of the same page. Addresses with common or organizations name no organization
          and are refused.
        </Note>
      </>
    ),
  },
  {
    title: (
      <>
        Under <Ui>Certificates & secrets</Ui>, press <Ui>New client secret</Ui> and copy its <Ui>Value</Ui>, not its Secret ID.
      </>
    ),
    children: <Note>It expires: note when, and enter the next one here before.</Note>,
  },
  {
    title: (
      <>
        Under <Ui>Token configuration</Ui>, press <Ui>Add optional claim</Ui> › <Ui>ID</Ui> › <Ui>email</Ui>.
      </>
    ),
    children: <Note>Admins are recognized by that email the first time, and by their ID there afterwards.</Note>,
  },
];

const oktaSteps = ({ redirectUri, loginUrl }: GuideProps): Step[] => [
  {
    title: (
      <>
        In the Admin Console, open <Ui>Applications</Ui> › <Ui>Create App Integration</Ui> › <Ui>OIDC - OpenID Connect</Ui> ›{" "}
        <Ui>Web Application</Ui>.
      </>
    ),
  },
  {
    title: (
      <>
        Keep the grant type <Ui>Authorization Code</Ui>. As <Ui>Sign-in redirect URIs</Ui>, enter
      </>
    ),
    children: <Value>{redirectUri}</Value>,
  },
  {
    title: (
      <>
        Under <Ui>Assignments</Ui>, let in those who administer this account, and press <Ui>Save</Ui>.
      </>
    ),
  },
  {
    title: (
      <>
        From <Ui>General</Ui>, copy <Ui>Client ID</Ui> and, under <Ui>CLIENT SECRETS</Ui>, the secret. The Issuer URL is your Okta
        domain, such as
      </>
    ),
    children: <Pattern>{"https://<your Okta domain>"}</Pattern>,
  },
  {
    title: (
      <>
        For a tile on the dashboard: under <Ui>Login initiated by</Ui>, choose <Ui>Either Okta or App</Ui>, and as{" "}
        <Ui>Initiate login URI</Ui>, enter
      </>
    ),
    children: <Value>{loginUrl}</Value>,
  },
];

const oneLoginSteps = ({ redirectUri, loginUrl }: GuideProps): Step[] => [
  {
    title: (
      <>
        In <Ui>Administration</Ui>, open <Ui>Applications</Ui> › <Ui>Add App</Ui>, search for <Ui>OpenId Connect (OIDC)</Ui>, and
        press <Ui>Save</Ui>.
      </>
    ),
  },
  {
    title: (
      <>
        Under <Ui>Configuration</Ui>, as <Ui>Redirect URI's</Ui>, enter
      </>
    ),
    children: <Value>{redirectUri}</Value>,
  },
  {
    title: (
      <>
        As <Ui>Login Url</Ui>, which opens from the portal, enter
      </>
    ),
    children: <Value>{loginUrl}</Value>,
  },
  {
    title: (
      <>
        From <Ui>SSO</Ui>, copy <Ui>Client ID</Ui>, <Ui>Client Secret</Ui> and <Ui>Issuer URL</Ui>.
      </>
    ),
    children: <Note>As Application Type, choose Web; the token endpoint may be Basic or POST.</Note>,
  },
  {
    title: (
      <>
        Under <Ui>Access</Ui>, choose the roles that may use it, and press <Ui>Save</Ui>.
      </>
    ),
  },
];

import type { ReactNode } from "react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { Step } from "#components/ui/stepper.tsx";

export type GuideValues = {
  tenantUrl: string;
  /** Name of the vendor's app in the galleries, where there is one. */
  galleryApp?: string;
};

/** Words of the portal, as they stand there; `before` is what older versions of it say. */
const Ui = ({ children, before }: { children: ReactNode; before?: string }) => (
  <>
    <b className="font-semibold">{children}</b>
    {before && <span className="text-muted"> [{before}]</span>}
  </>
);

function Value({ children }: { children: string }) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <code className="min-w-0 break-all rounded-sm bg-hover px-1.5 py-0.5 font-mono text-sm">{children}</code>
      <CopyButton text={children} describes={children} size="sm" />
    </span>
  );
}

const Note = ({ children }: { children: ReactNode }) => <p className="text-pretty text-muted">{children}</p>;

export function entraSteps({ tenantUrl, galleryApp }: GuideValues): Step[] {
  return [
    {
      title: (
        <>
          In <Ui>Microsoft Entra ID</Ui>, on <Ui>Overview</Ui>, choose <Ui>Add</Ui> › <Ui>Enterprise application</Ui>.
        </>
      ),
      children: (
        <Note>
          {galleryApp && (
            <>
              Search the gallery for <Ui>{galleryApp}</Ui> and press <Ui>Create</Ui>. Or:{" "}
            </>
          )}
          <Ui>Create your own application</Ui> ›{" "}
          <Ui>Integrate any other application you don't find in the gallery (Non-gallery)</Ui>.
        </Note>
      ),
    },
    {
      title: (
        <>
          Under <Ui>Users and groups</Ui>, choose <Ui>Add user/group</Ui>, pick one person, and select the role <Ui>User</Ui>.
        </>
      ),
      children: <Note>Assign one person first. People with the role Default Access are skipped.</Note>,
    },
    {
      title: (
        <>
          Open <Ui>Provisioning</Ui> and press <Ui before="Provisioning Mode: Automatic">New configuration</Ui>.
        </>
      ),
    },
    {
      title: (
        <>
          As <Ui>Tenant URL</Ui>, enter
        </>
      ),
      children: <Value>{tenantUrl}</Value>,
    },
    {
      title: (
        <>
          As <Ui before="Secret Token">Secret token</Ui>, paste the access token. Press{" "}
          <Ui before="Test Connection">Test connection</Ui>, then <Ui before="Save">Create</Ui>.
        </>
      ),
    },
    {
      title: (
        <>
          Under <Ui before="Attribute Mappings">Map attributes</Ui> › <Ui>Edit attributes</Ui>, check the mappings of users and
          groups.
        </>
      ),
    },
    {
      title: (
        <>
          Try one person with <Ui>Provision on demand</Ui>, then press{" "}
          <Ui before="Provisioning Status: On">Start provisioning</Ui>.
        </>
      ),
      children: <Note>The first sync starts at once; later changes arrive about every 40 minutes.</Note>,
    },
  ];
}

export function oktaSteps({ tenantUrl, galleryApp }: GuideValues): Step[] {
  return [
    {
      title: (
        <>
          In the Okta admin portal, open <Ui>Browse App Integration Catalog</Ui>, choose the app, and press{" "}
          <Ui>Add integration</Ui>.
        </>
      ),
      children: (
        <Note>
          {galleryApp && (
            <>
              Search for <Ui>{galleryApp}</Ui> with SCIM. Or:{" "}
            </>
          )}
          <Ui>SCIM 2.0 Test App (OAuth Bearer Token)</Ui>, or an app of your own with SCIM provisioning.
        </Note>
      ),
    },
    {
      title: (
        <>
          On <Ui>Provisioning</Ui>, press <Ui>Configure API Integration</Ui>. As <Ui>Base URL</Ui>, enter
        </>
      ),
      children: <Value>{tenantUrl}</Value>,
    },
    {
      title: (
        <>
          Paste the access token, press <Ui>Test API Credentials</Ui>, then <Ui>Save</Ui>.
        </>
      ),
    },
    {
      title: (
        <>
          Under <Ui>To App</Ui>, turn on <Ui>Create Users</Ui>, <Ui>Update User Attributes</Ui> and <Ui>Deactivate Users</Ui>.
        </>
      ),
    },
    {
      title: (
        <>
          On <Ui>Assignments</Ui>, assign one person first, then the others.
        </>
      ),
    },
    {
      title: (
        <>
          On <Ui>Push Groups</Ui>, choose <Ui>+ Push Groups</Ui>, search for a group, and press <Ui>Save</Ui>.
        </>
      ),
      children: <Note>Manage members in Okta. Push Now makes the group here equal to the one in Okta.</Note>,
    },
  ];
}

export function oneLoginSteps({ tenantUrl, galleryApp }: GuideValues): Step[] {
  return [
    {
      title: (
        <>
          In OneLogin, open <Ui>Applications</Ui> and press <Ui>Add App</Ui>.
        </>
      ),
      children: (
        <Note>
          {galleryApp && (
            <>
              Search for <Ui>{galleryApp}</Ui>. Or:{" "}
            </>
          )}
          <Ui>SCIM Provisioner with SAML (SCIM v2 Enterprise)</Ui>.
        </Note>
      ),
    },
    {
      title: (
        <>
          On <Ui>Configuration</Ui>, as <Ui>SCIM Base URL</Ui>, enter
        </>
      ),
      children: <Value>{tenantUrl}</Value>,
    },
    {
      title: (
        <>
          Paste the access token as <Ui>SCIM Bearer Token</Ui> and press <Ui>Enable</Ui> beside <Ui>API Status</Ui>.
        </>
      ),
    },
    {
      title: (
        <>
          On <Ui>Provisioning</Ui>, tick <Ui>Enable provisioning</Ui> and choose what happens when users are deleted:{" "}
          <Ui>Suspend</Ui> or <Ui>Delete</Ui>.
        </>
      ),
    },
    {
      title: (
        <>
          Press <Ui>Save</Ui>, then give one person access under <Ui>Users</Ui> › <Ui>Applications</Ui>.
        </>
      ),
      children: <Note>When they have arrived here, add the roles or groups that need the app.</Note>,
    },
  ];
}

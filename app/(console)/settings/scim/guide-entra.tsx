import type { Step } from "#components/ui/stepper.tsx";
import { type GuideValues, Note, Starts, Ui, Value } from "./guide-parts.tsx";

/** Labels of today's portal; those of the older one in brackets. */
export const entraSteps = ({ tenantUrl, galleryApp }: GuideValues): Step[] => [
  {
    title: (
      <>
        In the Azure portal, search for <Ui>Microsoft Entra ID</Ui>. On <Ui>Overview</Ui>, press <Ui>Add</Ui> ›{" "}
        <Ui before="Identity › Applications › Enterprise applications">Enterprise application</Ui>.
      </>
    ),
    children: (
      <Starts
        gallery={
          galleryApp && (
            <>
              On <Ui>Browse Microsoft Entra App Gallery</Ui>, search for <Ui>{galleryApp}</Ui>, select it, and press{" "}
              <Ui>Create</Ui>.
            </>
          )
        }
        own={
          <>
            <Ui>Create your own application</Ui> ›{" "}
            <Ui>Integrate any other application you don't find in the gallery (Non-gallery)</Ui> › <Ui>Create</Ui>.
          </>
        }
      />
    ),
  },
  {
    title: (
      <>
        On the app's <Ui>Overview</Ui>, press <Ui>Assign users and groups</Ui> › <Ui>Add user/group</Ui>. Under{" "}
        <Ui>Users and groups</Ui>, tick one person and press <Ui>Select</Ui>.
      </>
    ),
    children: <Note>Assign one person first; add the others when that one has arrived.</Note>,
  },
  {
    title: (
      <>
        Under <Ui>Select a role</Ui>, choose <Ui>User</Ui>, press <Ui>Select</Ui>, then <Ui>Assign</Ui>.
      </>
    ),
    children: <Note>People with the role Default Access are skipped.</Note>,
  },
  {
    title: (
      <>
        In the left menu, open <Ui>Provisioning</Ui> and press{" "}
        <Ui before="Provisioning Mode: Automatic, then Admin Credentials">New configuration</Ui>.
      </>
    ),
  },
  {
    title: (
      <>
        On <Ui>New provisioning configuration</Ui>, as <Ui>Tenant URL</Ui>, enter
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
    children: (
      <Note>
        The test appears here by itself. Entra's own <Ui>Notification Email</Ui> and its checkbox tell somebody when provisioning
        fails there.
      </Note>
    ),
  },
  {
    title: (
      <>
        On the tab <Ui>Get Started</Ui>, under <Ui before="Mappings › Attribute Mappings">Map attributes (optional)</Ui>, press{" "}
        <Ui>Edit attributes</Ui>. Check <Ui>Provision Microsoft Entra ID Users</Ui> and{" "}
        <Ui>Provision Microsoft Entra ID Groups</Ui>, then <Ui>Save</Ui>.
      </>
    ),
    children: (
      <Note>
        The attributes marked <Ui>Matching</Ui> find who is here already: userName or externalId for people, displayName or
        externalId for groups.
      </Note>
    ),
  },
  {
    title: (
      <>
        Try one person with <Ui>Provision on demand</Ui>, then press{" "}
        <Ui before="Settings › Provisioning Status: On, then Save">Start Provisioning</Ui>.
      </>
    ),
    children: (
      <Note>
        The first sync starts at once; later changes arrive about every 40 minutes. Entra's{" "}
        <Ui before="Synchronization Details">Provisioning logs</Ui> and the Activity log here tell what happened.
      </Note>
    ),
  },
  {
    title: (
      <>
        Back here, open the tab <Ui>Users</Ui>, select the person's name, and compare the email with the one in Microsoft Entra
        ID.
      </>
    ),
  },
];

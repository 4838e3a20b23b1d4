import type { Step } from "#components/ui/stepper.tsx";
import { type GuideValues, Note, Starts, Ui, Value } from "./guide-parts.tsx";

export const oktaSteps = ({ tenantUrl, galleryApp }: GuideValues): Step[] => [
  {
    title: (
      <>
        In the Okta admin portal, open <Ui>Applications</Ui>.
      </>
    ),
    children: (
      <Starts
        gallery={
          galleryApp && (
            <>
              <Ui>Browse App Integration Catalog</Ui>, search for <Ui>{galleryApp}</Ui> with SCIM support, press{" "}
              <Ui>Add integration</Ui>, and give it a name.
            </>
          )
        }
        own={
          <>
            <Ui>Create App Integration</Ui>, then under <Ui>General</Ui> › <Ui>App Settings</Ui> set <Ui>Provisioning</Ui> to{" "}
            <Ui>SCIM</Ui>. Unique identifier field for users: userName. Authentication mode: HTTP Header.
          </>
        }
      />
    ),
  },
  {
    title: (
      <>
        On <Ui>Provisioning</Ui>, press <Ui>Configure API Integration</Ui>. As <Ui before="SCIM connector base URL">Base URL</Ui>,
        enter
      </>
    ),
    children: <Value>{tenantUrl}</Value>,
  },
  {
    title: (
      <>
        Paste the access token <span className="text-muted">[API Token, or Authorization: Bearer]</span>, press{" "}
        <Ui before="Test Connector Configuration">Test API Credentials</Ui>, then <Ui>Save</Ui>.
      </>
    ),
  },
  {
    title: (
      <>
        Under <Ui>To App</Ui>, press <Ui>Edit</Ui>, enable <Ui>Create Users</Ui>, <Ui>Update User Attributes</Ui> and{" "}
        <Ui>Deactivate Users</Ui>, and press <Ui>Save</Ui>.
      </>
    ),
  },
  {
    title: (
      <>
        On <Ui>Assignments</Ui>, press <Ui>Assign</Ui> and pick one person first, then the others.
      </>
    ),
    children: (
      <Note>
        People who were here before are found by <Ui>Import</Ui> › <Ui>Import Now</Ui>.
      </Note>
    ),
  },
  {
    title: (
      <>
        On <Ui>Push Groups</Ui>, choose <Ui>+ Push Groups</Ui>, search for a group, and press <Ui>Save</Ui>. Repeat for each.
      </>
    ),
    children: (
      <Note>
        Manage members in Okta. <Ui>Push Now</Ui> makes the group here equal to the one in Okta: who was added here is taken out.
      </Note>
    ),
  },
  {
    title: (
      <>
        To end a push, open the group's <Ui>Push Status</Ui> and choose <Ui>Unlink pushed group</Ui>.
      </>
    ),
    children: (
      <Note>
        When the group is left in the app, a Full admin can release it here with <Ui>Release from IdP</Ui>.
      </Note>
    ),
  },
];

import type { Step } from "#components/ui/stepper.tsx";
import { type GuideValues, Note, Starts, Ui, Value } from "./guide-parts.tsx";

export const oneLoginSteps = ({ tenantUrl, galleryApp }: GuideValues): Step[] => [
  {
    title: (
      <>
        In OneLogin's administration, open <Ui>Applications</Ui> and press <Ui>Add App</Ui>.
      </>
    ),
    children: (
      <Starts
        gallery={
          galleryApp && (
            <>
              Search for <Ui>{galleryApp}</Ui> and press <Ui>Save</Ui>.
            </>
          )
        }
        own={
          <>
            search for <Ui>SCIM Provisioner with SAML (SCIM v2 Enterprise)</Ui>, name it, and press <Ui>Save</Ui>.
          </>
        }
      />
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
    children: <Note>The call appears here by itself.</Note>,
  },
  {
    title: (
      <>
        On <Ui>Parameters</Ui>, check that <Ui>scimusername</Ui> is the user name or email that everybody has, and include{" "}
        <Ui>Groups</Ui> in user provisioning if groups are to come along.
      </>
    ),
  },
  {
    title: (
      <>
        On <Ui>Provisioning</Ui>, tick <Ui>Enable provisioning</Ui>, choose which of <Ui>Create user</Ui>, <Ui>Delete user</Ui>{" "}
        and <Ui>Update user</Ui> need an approval, and what happens to people who are deleted in OneLogin: <Ui>Suspend</Ui> or{" "}
        <Ui>Delete</Ui>. Press <Ui>Save</Ui>.
      </>
    ),
  },
  {
    title: (
      <>
        Under <Ui>Users</Ui>, open one person and add the app on <Ui>Applications</Ui>.
      </>
    ),
    children: <Note>When that one has arrived here, give the app to the roles that need it on its tab Access.</Note>,
  },
];

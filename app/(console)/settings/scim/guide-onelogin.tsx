import { rich } from "#components/rich.ts";
import type { Step } from "#components/ui/stepper.tsx";
import { t } from "#lib/text.ts";
import { type GuideValues, Note, Starts, Ui, Value } from "./guide-parts.tsx";

export const oneLoginSteps = ({ tenantUrl, galleryApp }: GuideValues): Step[] => [
  {
    title: rich("In OneLogin's administration, open {applications} and press {addApp}.", {
      applications: <Ui>Applications</Ui>,
      addApp: <Ui>Add App</Ui>,
    }),
    children: (
      <Starts
        gallery={
          galleryApp &&
          rich("Search for {galleryApp} and press {save}.", { galleryApp: <Ui>{galleryApp}</Ui>, save: <Ui>Save</Ui> })
        }
        own={rich("search for {scimProvisioner}, name it, and press {save}.", {
          scimProvisioner: <Ui>SCIM Provisioner with SAML (SCIM v2 Enterprise)</Ui>,
          save: <Ui>Save</Ui>,
        })}
      />
    ),
  },
  {
    title: rich("On {configuration}, as {scimBase}, enter", {
      configuration: <Ui>Configuration</Ui>,
      scimBase: <Ui>SCIM Base URL</Ui>,
    }),
    children: <Value>{tenantUrl}</Value>,
  },
  {
    title: rich("Paste the access token as {scimBearer} and press {enable} beside {apiStatus}.", {
      scimBearer: <Ui>SCIM Bearer Token</Ui>,
      enable: <Ui>Enable</Ui>,
      apiStatus: <Ui>API Status</Ui>,
    }),
    children: <Note>{t("The call appears here by itself.")}</Note>,
  },
  {
    title: rich(
      "On {parameters}, check that {scimusername} is the user name or email that everybody has, and include {groups} in user provisioning if groups are to come along.",
      { parameters: <Ui>Parameters</Ui>, scimusername: <Ui>scimusername</Ui>, groups: <Ui>Groups</Ui> },
    ),
  },
  {
    title: (
      <>
        {rich("On {provisioning}, tick {enableProvisioning}, choose which of {createUser}, {deleteUser}", {
          provisioning: <Ui>Provisioning</Ui>,
          enableProvisioning: <Ui>Enable provisioning</Ui>,
          createUser: <Ui>Create user</Ui>,
          deleteUser: <Ui>Delete user</Ui>,
        })}{" "}
        {rich(
          "and {updateUser} need an approval, and what happens to people who are deleted in OneLogin: {suspend} or {delete}. Press {save}.",
          { updateUser: <Ui>Update user</Ui>, suspend: <Ui>Suspend</Ui>, delete: <Ui>Delete</Ui>, save: <Ui>Save</Ui> },
        )}
      </>
    ),
  },
  {
    title: rich("Under {users}, open one person and add the app on {applications}.", {
      users: <Ui>Users</Ui>,
      applications: <Ui>Applications</Ui>,
    }),
    children: <Note>{t("When that one has arrived here, give the app to the roles that need it on its tab Access.")}</Note>,
  },
];

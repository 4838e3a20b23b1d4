import { rich } from "#components/rich.ts";
import type { Step } from "#components/ui/stepper.tsx";
import { t } from "#lib/text.ts";
import { type GuideValues, Note, Starts, Ui, Value } from "./guide-parts.tsx";

export const oktaSteps = ({ tenantUrl, galleryApp }: GuideValues): Step[] => [
  {
    title: rich("In the Okta admin portal, open {applications}.", { applications: <Ui>Applications</Ui> }),
    children: (
      <Starts
        gallery={
          galleryApp &&
          rich("{browseApp}, search for {galleryApp} with SCIM support, press {addIntegration}, and give it a name.", {
            browseApp: <Ui>Browse App Integration Catalog</Ui>,
            galleryApp: <Ui>{galleryApp}</Ui>,
            addIntegration: <Ui>Add integration</Ui>,
          })
        }
        own={rich(
          "{createApp}, then under {general} › {appSettings} set {provisioning} to {scim}. Unique identifier field for users: userName. Authentication mode: HTTP Header.",
          {
            createApp: <Ui>Create App Integration</Ui>,
            general: <Ui>General</Ui>,
            appSettings: <Ui>App Settings</Ui>,
            provisioning: <Ui>Provisioning</Ui>,
            scim: <Ui>SCIM</Ui>,
          },
        )}
      />
    ),
  },
  {
    title: rich("On {provisioning}, press {configureAPI}. As {baseURL}, enter", {
      provisioning: <Ui>Provisioning</Ui>,
      configureAPI: <Ui>Configure API Integration</Ui>,
      baseURL: <Ui before="SCIM connector base URL">Base URL</Ui>,
    }),
    children: <Value>{tenantUrl}</Value>,
  },
  {
    title: rich("Paste the access token {apiToken}, press {testApi}, then {save}.", {
      apiToken: <span className="text-muted">{t("[API Token, or Authorization: Bearer]")}</span>,
      testApi: <Ui before="Test Connector Configuration">Test API Credentials</Ui>,
      save: <Ui>Save</Ui>,
    }),
  },
  {
    title: rich("Under {toApp}, press {edit}, enable {createUsers}, {updateUser} and {deactivateUsers}, and press {save}.", {
      toApp: <Ui>To App</Ui>,
      edit: <Ui>Edit</Ui>,
      createUsers: <Ui>Create Users</Ui>,
      updateUser: <Ui>Update User Attributes</Ui>,
      deactivateUsers: <Ui>Deactivate Users</Ui>,
      save: <Ui>Save</Ui>,
    }),
  },
  {
    title: rich("On {assignments}, press {assign} and pick one person first, then the others.", {
      assignments: <Ui>Assignments</Ui>,
      assign: <Ui>Assign</Ui>,
    }),
    children: (
      <Note>
        {rich("People who were here before are found by {import} › {importNow}.", {
          import: <Ui>Import</Ui>,
          importNow: <Ui>Import Now</Ui>,
        })}
      </Note>
    ),
  },
  {
    title: rich("On {pushGroups}, choose {push}, search for a group, and press {save}. Repeat for each.", {
      pushGroups: <Ui>Push Groups</Ui>,
      push: <Ui>+ Push Groups</Ui>,
      save: <Ui>Save</Ui>,
    }),
    children: (
      <Note>
        {rich(
          "Manage members in Okta. {pushNow} makes the group here equal to the one in Okta: who was added here is taken out.",
          { pushNow: <Ui>Push Now</Ui> },
        )}
      </Note>
    ),
  },
  {
    title: rich("To end a push, open the group's {pushStatus} and choose {unlinkPushed}.", {
      pushStatus: <Ui>Push Status</Ui>,
      unlinkPushed: <Ui>Unlink pushed group</Ui>,
    }),
    children: (
      <Note>
        {rich("When the group is left in the app, a Full admin can release it here with {releaseFrom}.", {
          releaseFrom: <Ui>Release from IdP</Ui>,
        })}
      </Note>
    ),
  },
];

import { rich } from "#components/rich.ts";
import type { Step } from "#components/ui/stepper.tsx";
import { t } from "#lib/text.ts";
import { type GuideValues, Note, Starts, Ui, Value } from "./guide-parts.tsx";

/** Labels of today's portal; those of the older one in brackets. */
export const entraSteps = ({ tenantUrl, galleryApp }: GuideValues): Step[] => [
  {
    title: rich("In the Azure portal, search for {microsoftEntra}. On {overview}, press {add} › {enterpriseApplication}.", {
      microsoftEntra: <Ui>Microsoft Entra ID</Ui>,
      overview: <Ui>Overview</Ui>,
      add: <Ui>Add</Ui>,
      enterpriseApplication: <Ui before="Identity › Applications › Enterprise applications">Enterprise application</Ui>,
    }),
    children: (
      <Starts
        gallery={
          galleryApp &&
          rich("On {browseMicrosoft}, search for {galleryApp}, select it, and press {create}.", {
            browseMicrosoft: <Ui>Browse Microsoft Entra App Gallery</Ui>,
            galleryApp: <Ui>{galleryApp}</Ui>,
            create: <Ui>Create</Ui>,
          })
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
    title: rich(
      "On the app's {overview}, press {assignUsers} › {addUserGroup}. Under {usersAnd}, tick one person and press {select}.",
      {
        overview: <Ui>Overview</Ui>,
        assignUsers: <Ui>Assign users and groups</Ui>,
        addUserGroup: <Ui>Add user/group</Ui>,
        usersAnd: <Ui>Users and groups</Ui>,
        select: <Ui>Select</Ui>,
      },
    ),
    children: <Note>{t("Assign one person first; add the others when that one has arrived.")}</Note>,
  },
  {
    title: rich("Under {selectA}, choose {user}, press {select}, then {assign}.", {
      selectA: <Ui>Select a role</Ui>,
      user: <Ui>User</Ui>,
      select: <Ui>Select</Ui>,
      assign: <Ui>Assign</Ui>,
    }),
    children: <Note>{t("People with the role Default Access are skipped.")}</Note>,
  },
  {
    title: rich("In the left menu, open {provisioning} and press {newConfiguration}.", {
      provisioning: <Ui>Provisioning</Ui>,
      newConfiguration: <Ui before="Provisioning Mode: Automatic, then Admin Credentials">New configuration</Ui>,
    }),
  },
  {
    title: rich("On {newProvisioning}, as {tenantURL}, enter", {
      newProvisioning: <Ui>New provisioning configuration</Ui>,
      tenantURL: <Ui>Tenant URL</Ui>,
    }),
    children: <Value>{tenantUrl}</Value>,
  },
  {
    title: rich("As {secretToken}, paste the access token. Press {testConnection}, then {create}.", {
      secretToken: <Ui before="Secret Token">Secret token</Ui>,
      testConnection: <Ui before="Test Connection">Test connection</Ui>,
      create: <Ui before="Save">Create</Ui>,
    }),
    children: (
      <Note>
        {rich(
          "The test appears here by itself. Entra's own {notificationEmail} and its checkbox tell somebody when provisioning fails there.",
          { notificationEmail: <Ui>Notification Email</Ui> },
        )}
      </Note>
    ),
  },
  {
    title: rich(
      "On the tab {getStarted}, under {mapAttributes}, press {editAttributes}. Check {provisionMicrosoft} and {provisionMicrosoft2}, then {save}.",
      {
        getStarted: <Ui>Get Started</Ui>,
        mapAttributes: <Ui before="Mappings › Attribute Mappings">Map attributes (optional)</Ui>,
        editAttributes: <Ui>Edit attributes</Ui>,
        provisionMicrosoft: <Ui>Provision Microsoft Entra ID Users</Ui>,
        provisionMicrosoft2: <Ui>Provision Microsoft Entra ID Groups</Ui>,
        save: <Ui>Save</Ui>,
      },
    ),
    children: (
      <Note>
        {rich(
          "The attributes marked {matching} find who is here already: userName or externalId for people, displayName or externalId for groups.",
          { matching: <Ui>Matching</Ui> },
        )}
      </Note>
    ),
  },
  {
    title: rich("Try one person with {provisionOn}, then press {startProvisioning}.", {
      provisionOn: <Ui>Provision on demand</Ui>,
      startProvisioning: <Ui before="Settings › Provisioning Status: On, then Save">Start Provisioning</Ui>,
    }),
    children: (
      <Note>
        {rich(
          "The first sync starts at once; later changes arrive about every 40 minutes. Entra's {provisioningLogs} and the Activity log here tell what happened.",
          { provisioningLogs: <Ui before="Synchronization Details">Provisioning logs</Ui> },
        )}
      </Note>
    ),
  },
  {
    title: rich(
      "Back here, open the tab {users}, select the person's name, and compare the email with the one in Microsoft Entra ID.",
      { users: <Ui>Users</Ui> },
    ),
  },
];

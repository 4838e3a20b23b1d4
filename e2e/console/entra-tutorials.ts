// Lines of the three Microsoft tutorials, word for word; they differ in the product and, the oldest, in spelling.

export type EntraTutorial = {
  product: string;
  license: string;
  /** What the license is called on its card. */
  licenseName: string;
  lines: ReturnType<typeof linesOf>;
};

function linesOf(product: string) {
  return {
    signIn: "Sign in to Account Center.",
    globalSettings: "In your account center, go to Settings > Global Settings and open the SCIM Setup panel.",
    adminSettings: "Select Admin > Admin Settings",
    advancedIntegrations: "Click Advanced Integrations on the left sidebar. You are directed to the account center.",
    add: "Click + Add new SCIM configuration and follow the procedure by filling in each field.",
    withoutAutoAssign: "When auto-assign licenses is not enabled, it means that only user data is synced.",
    withAutoAssign:
      "When auto-license assignment is enabled, you need to note the application instance and license type. Licenses are assigned on a first come, first serve basis until all the licenses are taken.",
    notification:
      "Enter the email address of a person or group who should receive provisioning error notifications in the Notification Email field, and check the checkbox below.",
    generate: "Click Generate token. You should see your access token display under the Access token field.",
    save: "Save your access token to your clipboard or computer before leaving the page.",
    testConnection:
      "In the Secret Token field, enter the access token you generated in step 1 and click Test Connection . You should see a success notification",
    mappings: `Note that the attributes selected as Matching properties will be used to match the user accounts and groups in LinkedIn ${product} for update operations.`,
    start: "change the Provisioning Status to On in the Settings section",
    role: `When assigning a user to LinkedIn ${product}, you must select the User role in the assignment dialog. The "Default Access" role does not work for provisioning.`,
    initialSync: `This will start the initial synchronization of any users and/or groups assigned to LinkedIn ${product} in the Users and Groups section.`,
  };
}

const learning = {
  ...linesOf("Learning"),
  withoutAutoAssign: "When autoassign licenses is not enabled, it means that only user data is synced.",
  withAutoAssign:
    "When autolicense assignment is enabled, you need to note the application instance and license type. Licenses are assigned on a first come, first serve basis until all the licenses are taken.",
};

export const entraTutorials: EntraTutorial[] = [
  { product: "Elevate", license: "Elevate", licenseName: "Elevate", lines: linesOf("Elevate") },
  {
    product: "Sales Navigator",
    license: "Advanced",
    licenseName: "Sales Navigator Advanced",
    lines: linesOf("Sales Navigator"),
  },
  { product: "Learning", license: "Learning", licenseName: "Learning", lines: learning },
];

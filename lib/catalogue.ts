/**
 * Products and license types that a vendor sells. Adding a product is adding rows here.
 * `exclusiveGroup`: types of one instance that exclude each other; the higher `rank` wins.
 */
export type LicenseType = {
  product: string;
  name: string;
  /**
   * "opens": owning a pool of it opens SCIM to the account. "assignable": SCIM assigns it once something else opened SCIM.
   * "none": only admins assign it.
   */
  scim: "opens" | "assignable" | "none";
  rank: number;
  exclusiveGroup?: string;
  /** Does an invitation use a license, or only an activation? The default for new pools. */
  countsInvited: boolean;
};

export const licenseTypes: readonly LicenseType[] = [
  { product: "Learning", name: "Learning", scim: "opens", rank: 1, countsInvited: true },
  { product: "Sales Navigator", name: "Core", scim: "none", rank: 1, countsInvited: true },
  { product: "Sales Navigator", name: "Advanced", scim: "opens", rank: 3, exclusiveGroup: "seat", countsInvited: true },
  { product: "Sales Navigator", name: "Advanced Plus", scim: "opens", rank: 4, exclusiveGroup: "seat", countsInvited: true },
  {
    product: "Sales Navigator",
    name: "TeamLink Extend",
    scim: "assignable",
    rank: 2,
    exclusiveGroup: "seat",
    countsInvited: true,
  },
  { product: "Elevate", name: "Elevate", scim: "opens", rank: 1, countsInvited: true },
];

export const products: readonly string[] = [...new Set(licenseTypes.map((type) => type.product))];

export const findLicenseType = (product: string, name: string): LicenseType | undefined =>
  licenseTypes.find((type) => type.product === product && type.name === name);

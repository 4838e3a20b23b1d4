/**
 * Products and license types that a vendor sells. Adding a product is adding rows here.
 * `exclusiveGroup`: types of one instance that exclude each other; the higher `rank` wins.
 */
export type LicenseType = {
  product: string;
  name: string;
  /** Does owning a pool of this type open SCIM to the account? */
  opensScim: boolean;
  rank: number;
  exclusiveGroup?: string;
  /** Does an invitation use a license, or only an activation? The default for new pools. */
  countsInvited: boolean;
};

export const licenseTypes: readonly LicenseType[] = [
  { product: "Learning", name: "Learning", opensScim: true, rank: 1, countsInvited: true },
  { product: "Sales Navigator", name: "Core", opensScim: false, rank: 1, countsInvited: true },
  { product: "Sales Navigator", name: "Advanced", opensScim: true, rank: 3, exclusiveGroup: "seat", countsInvited: true },
  { product: "Sales Navigator", name: "Advanced Plus", opensScim: true, rank: 4, exclusiveGroup: "seat", countsInvited: true },
  { product: "Sales Navigator", name: "TeamLink Extend", opensScim: true, rank: 2, exclusiveGroup: "seat", countsInvited: true },
  { product: "Elevate", name: "Elevate", opensScim: true, rank: 1, countsInvited: true },
];

export const products: readonly string[] = [...new Set(licenseTypes.map((type) => type.product))];

export const findLicenseType = (product: string, name: string): LicenseType | undefined =>
  licenseTypes.find((type) => type.product === product && type.name === name);

/** Can SCIM provision people into this type? Core has no SCIM. */
export const opensScim = (product: string, name: string): boolean => findLicenseType(product, name)?.opensScim ?? false;

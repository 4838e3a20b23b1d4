/** A license pool as screens show it. */
export type Pool = {
  id: string;
  instanceName: string;
  licenseType: string;
  total: number;
  available: number;
  invited: number;
  activated: number;
  waiting: number;
};

/** "Sales Navigator Advanced"; a product with one license type of the same name is said once. */
export function poolName({ instanceName, licenseType }: Pick<Pool, "instanceName" | "licenseType">): string {
  return instanceName === licenseType ? instanceName : `${instanceName} ${licenseType}`;
}

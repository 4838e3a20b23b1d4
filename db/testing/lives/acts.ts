/**
 * What can happen to the licenses and lives of an account, one thing each, by names that the model and the database share:
 * "u1" for a person, "c1" for a configuration, "g1" for a group, "r1" for a rule, a license type for its pool.
 */
export type Act =
  | { kind: "connect"; configuration: string; pool: string | undefined }
  | { kind: "disconnect"; configuration: string }
  /** POST; `person` is what a new profile will be called. */
  | { kind: "post"; configuration: string; person: string; userName: string; externalId: string | undefined; active: boolean }
  /** PATCH, which links where there is no link yet. */
  | { kind: "patch"; configuration: string; person: string; active?: boolean; userName?: string }
  | { kind: "delete"; configuration: string; person: string }
  | { kind: "add"; person: string; userName: string }
  | { kind: "dismiss"; people: string[] }
  | { kind: "restore"; person: string }
  | { kind: "erase"; person: string }
  | { kind: "suspend" | "unsuspend"; people: string[] }
  | { kind: "assign" | "return"; pool: string; people: string[] }
  | { kind: "lift" | "front" | "activate"; pool: string; person: string }
  | { kind: "resize"; pool: string; total: number }
  | { kind: "count"; pool: string; invited: boolean }
  /** By an IdP with members, or by hand without. */
  | { kind: "group"; group: string; configuration: string | undefined; members: string[] }
  | { kind: "members"; group: string; configuration: string | undefined; add: string[]; remove: string[]; full: boolean }
  | { kind: "ungroup"; group: string; configuration: string | undefined }
  | { kind: "release"; group: string }
  | { kind: "rule"; rule: string; group: string; pool: string }
  | { kind: "unrule"; rule: string }
  | { kind: "order"; rule: string; place: number }
  | { kind: "percent"; percent: number }
  | { kind: "decide"; resolution: "restored" | "released" };

/** The act, or acts, of a kind. */
export type Of<Kind extends Act["kind"], Each extends Act = Act> = Each extends Act
  ? Kind extends Each["kind"]
    ? Each
    : never
  : never;

/** The account as both sides tell it, to be compared. */
export type Picture = {
  pools: Record<string, Record<"total" | "invited" | "activated" | "held" | "waiting", number> & { countsInvited: boolean }>;
  people: Record<string, PersonPicture>;
  /** Group → the configuration that owns it. */
  groups: Record<string, string | null>;
  /** In their order. */
  rules: string[];
  leave: { people: number; held: number } | null;
};

export type PersonPicture = {
  userName: string;
  active: boolean;
  deleted: boolean;
  /** Configuration → "active", "inactive", or "deleted". */
  links: Record<string, string>;
  /** Pool → state, and the position of who waits. */
  licenses: Record<string, string>;
  excluded: string[];
  /** Group → added here. */
  groups: Record<string, boolean>;
};

/** The pools that every account of these tests has: two instances whose types exclude each other, and one type that excludes none. */
export const pools = {
  extend: { product: "Sales Navigator", instance: "Sales Navigator", licenseType: "TeamLink Extend", rank: 2, total: 1 },
  advanced: { product: "Sales Navigator", instance: "Sales Navigator", licenseType: "Advanced", rank: 3, total: 3 },
  plus: { product: "Sales Navigator", instance: "Sales Navigator", licenseType: "Advanced Plus", rank: 4, total: 2 },
  "emea advanced": { product: "Sales Navigator", instance: "EMEA", licenseType: "Advanced", rank: 3, total: 2 },
  "emea plus": { product: "Sales Navigator", instance: "EMEA", licenseType: "Advanced Plus", rank: 4, total: 1 },
  learning: { product: "Learning", instance: "Learning", licenseType: "Learning", rank: 1, total: 3 },
} as const;

export type PoolName = keyof typeof pools;

/** Of an object whose keys are known to the compiler, as a list. */
export const poolNames = Object.keys(pools) as PoolName[]; // Object.keys forgets the names

/** Whose rows a query may touch: the first argument of every query function. */
export type Scope = { accountId: string };

/** A SCIM caller: the configuration that its token names. */
export type ScimScope = Scope & { configurationId: string };

import { entra, entraHeaders } from "./entra.ts";
import type { IdentityProviderFactory } from "./idp.ts";
import { okta, oktaHeaders } from "./okta.ts";
import { oneLogin, oneLoginHeaders } from "./onelogin.ts";

type IdentityProviderRow = {
  headers: Record<string, string>;
  /** Tries of one request that is answered 429. */
  throttledAttempts: number;
  open: IdentityProviderFactory;
  /** The same provider in each of its ways to say a change, for `on-demand`. */
  spellings: IdentityProviderFactory[];
};

/** Adding an identity provider is adding a row. */
export const identityProviders = {
  entra: {
    headers: entraHeaders,
    throttledAttempts: 5,
    open: entra,
    spellings: [
      (client, directory) => entra(client, directory, "legacy"),
      (client, directory) => entra(client, directory, "flag"),
    ],
  },
  okta: { headers: oktaHeaders, throttledAttempts: 10, open: okta, spellings: [okta] },
  onelogin: { headers: oneLoginHeaders, throttledAttempts: 5, open: oneLogin, spellings: [oneLogin] },
} satisfies Record<string, IdentityProviderRow>;

export type IdpName = keyof typeof identityProviders;
export const isIdpName = (name: string): name is IdpName => Object.hasOwn(identityProviders, name);

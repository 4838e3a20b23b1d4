import { RateLimiterMemory } from "rate-limiter-flexible";
import { env } from "./env.ts";
import { processState } from "./process-state.ts";
import { canon } from "./scim/canon.ts";
import { digest } from "./tokens.ts";

/**
 * At most 100 password checks per hour for one e-mail, without locking its owner out. Checks are counted in three lanes:
 *
 *   known browsers    20   one that signed in with this e-mail before shows it by a cookie nobody else can make, so whoever
 *                          guesses from elsewhere never uses up the owner's lane
 *   other browsers    30   all of them together
 *     of one address  10   one guessing address leaves room for the owner's new browser at another
 *
 * Guessing one password at many e-mails, and asking who signs in by single sign-on, is counted by the address alone:
 *
 *   one address      300   at everybody, from browsers that are new
 *
 * An address that nobody vouches for (see `clientAddress`) has no lane.
 *
 * A window lasts one hour from its first check: 50 in each of two windows that one hour may touch are 100. A right password is
 * given back, since it tells a guesser nothing new. E-mails of nobody are counted the same, so that a refusal tells nothing either.
 * Counted in memory: attempts are worth no write, and each of several processes gets its share.
 */
const limits = { known: 20, others: 30, address: 10, client: 300 };

type Lane = keyof typeof limits;

const limiters = () =>
  processState().once("sign-in.limits", () => {
    const limiter = (lane: Lane) =>
      new RateLimiterMemory({ points: Math.max(1, Math.floor(limits[lane] / env.webConcurrency)), duration: 3600 });
    return { known: limiter("known"), others: limiter("others"), address: limiter("address"), client: limiter("client") };
  });

export type Attempt = { email: string; address: string | undefined; knownBrowser: boolean };

/** Takes one password check. Returns how to give it back, or undefined when there is none left in this hour. */
export async function takePasswordCheck(attempt: Attempt): Promise<{ giveBack(): Promise<void> } | undefined> {
  const email = digest(canon(attempt.email)).toString("base64"); // no e-mail in memory longer than needed, and short keys
  const network = attempt.address && networkOf(attempt.address);
  const ofNetwork: [Lane, string][] = network
    ? [
        ["client", network],
        ["address", `${email} ${network}`],
      ]
    : [];
  const lanes: [Lane, string][] = attempt.knownBrowser ? [["known", email]] : [...ofNetwork, ["others", email]];
  const all = limiters();
  const giveBack = async (taken: typeof lanes) => {
    for (const [lane, key] of taken) await all[lane].reward(key);
  };
  for (const [index, [lane, key]] of lanes.entries()) {
    const granted = await all[lane].consume(key).then(
      () => true,
      () => false,
    );
    if (granted) continue;
    // a refused attempt costs nothing: an address that is out of checks must not use up those of the others
    await giveBack(lanes.slice(0, index + 1));
    return undefined;
  }
  return { giveBack: () => giveBack(lanes) };
}

/** Takes one start of a single sign-on, which names no password: counted by the address alone. False when there is none left. */
export async function takeSignOnStart(address: string | undefined): Promise<boolean> {
  if (!address) return true;
  return limiters()
    .client.consume(networkOf(address))
    .then(
      () => true,
      () => false,
    );
}

/**
 * How many refused single sign-ons of one account are written into its Activity log in an hour: of people whom the identity
 * provider proved, and apart from them of attempts that anybody can make, so that a stranger neither fills the log nor hides the
 * others.
 */
const refusalsNoted = 20;

const refusals = () =>
  processState().once(
    "sign-in.refusals",
    () => new RateLimiterMemory({ points: Math.max(1, Math.floor(refusalsNoted / env.webConcurrency)), duration: 3600 }),
  );

/** May this refusal be written down? `last`: none will be for the rest of the hour. */
export async function takeRefusalNote(accountId: string, proven: boolean): Promise<{ granted: boolean; last: boolean }> {
  return refusals()
    .consume(`${accountId} ${proven ? "proven" : "anybody"}`)
    .then(
      ({ remainingPoints }) => ({ granted: true, last: remainingPoints === 0 }),
      () => ({ granted: false, last: false }),
    );
}

/** One home or host owns a whole /64 of IPv6 addresses. */
export const networkOf = (address: string) =>
  address.includes(":") && !address.includes(".") ? address.split(":").slice(0, 4).join(":") : address;

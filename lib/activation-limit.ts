import { RateLimiterMemory } from "rate-limiter-flexible";
import { env } from "./env.ts";
import { processState } from "./process-state.ts";
import { networkOf } from "./sign-in-limit.ts";

/**
 * How often invitation links may be opened in an hour:
 *
 *   wrong links of one address   30   a right one still opens, so nobody is locked out by a neighbour who tries
 *   one right link               60   what mail scanners, browsers and their owner need, and not a load
 *
 * Guessing is hopeless anyway, a link carries a signature of 256 bits; this keeps those who try from being answered for ever.
 * Counted in memory, as for signing in (lib/sign-in-limit.ts).
 */
const limits = { wrong: 30, link: 60 };

const limiters = () =>
  processState().once("activation.limits", () => {
    const limiter = (points: number) =>
      new RateLimiterMemory({ points: Math.max(1, Math.floor(points / env.webConcurrency)), duration: 3600 });
    return { wrong: limiter(limits.wrong), link: limiter(limits.link) };
  });

const take = (lane: keyof typeof limits, key: string): Promise<boolean> =>
  limiters()
    [lane].consume(key)
    .then(
      () => true,
      () => false,
    );

/** Is there an answer left for a wrong link from there? An address that nobody vouches for is not counted. */
export const takeWrongLink = async (address: string | undefined): Promise<boolean> =>
  address === undefined || take("wrong", networkOf(address));

/** May this invitation be opened once more? */
export const takeInvitation = (invitationId: string): Promise<boolean> => take("link", invitationId);

/** What one request may cost. Bytes, levels, milliseconds. */
export const limits = {
  /** Body of a request. */
  bodyBytes: 1_048_576,
  /** Body of a group: Okta's push of 100,000 members is 8 MiB. */
  groupBodyBytes: 16 * 1_048_576,
  /** Bodies over `bodyBytes` that are in work at once per process; another waits this long for its turn, or 503. */
  largeBodies: 2,
  largeBodyWaitMs: 2_500,
  /** Members of groups that a list holds in memory at once: it is sent in pieces. One group may have more. */
  membersAtOnce: 20_000,
  /** Members in a piece of one group's answer: about 20 ms of work, between which other requests get their turn. */
  membersPerPiece: 5_000,
  /** Nesting of JSON; a SCIM resource needs five levels. */
  jsonDepth: 20,
  /** A request arrives, and once it is here is answered, within these times, or 503. */
  requestMs: 15_000,
  workMs: 9_000,
  /** Operations of a Bulk request that have not begun after this time are left to another request. */
  bulkMs: 7_000,
  /** What is left of a body that was answered early is read so far and so long, or the connection closes. */
  drainBytes: 8 * 1_048_576,
  drainMs: 1_000,
  /** A call waits this long for its turn in the database. */
  turnWaitMs: 2_500,
  /** Connections that SCIM leaves to the console, and the part of the others that one account may hold at once. */
  consoleConnections: 2,
  accountShare: 0.75,
  /** A token's holder is remembered this long, so a revocation holds everywhere within a second. */
  tokenCacheMs: 750,
  /** last_used_at of a token is written at most this often. */
  tokenTouchMs: 5 * 60_000,
  /** Refused calls of one token are kept at most this often: a retrying IdP must not fill the log. */
  refusedNoteMs: 60_000,
  /** Connection tests of one token that ask the same and end alike are kept at most this often, and of an address so many characters. */
  connectionTestNoteMs: 10_000,
  notedPathLength: 300,
  /** After this long without a write what looks like a connection test is one. */
  syncQuietMs: 60_000,
  /**
   * Where pages of lists ended is remembered so long, at most so many: a walk from startIndex to startIndex needs no counting. Not
   * so long that it leads the next walk astray, whose first pages another process may have served after people left or came.
   */
  pageEndMs: 60_000,
  pageEnds: 10_000,
  /** Pages of a walk that other processes may have served since this one did: more is unlikely with a dozen of them. */
  pagesPassed: 50,
  /** The same attributes that a mapping sends in vain are kept at most this often. */
  leftOutNoteMs: 60 * 60_000,
} as const;

/** What one client may ask of the server. Clients read it as `system.limits`; docs/api-limits.md explains it. */
export interface Limits {
  /** Of a request to /graphql, and of a message on a socket. */
  bodyBytes: number;
  /** With what is behind the question mark. */
  pageAddressCharacters: number;
  /** Operations sent as one list. */
  batchOperations: number;
  tokens: number;
  /** Brackets within brackets, before anything is parsed. */
  nesting: number;
  aliases: number;
  directives: number;
  depth: number;
  /** Fields and fragments, each use of a fragment counted. */
  selections: number;
  /** Values that an answer may hold, by the lengths of the lists that are asked for. */
  cost: number;
  /** Rates are counted over this many seconds. */
  windowSeconds: number;
  /** Operations of one token, or of one user's sessions together. */
  operationsPerWindow: number;
  /** Blobs, pictures and pieces of uploads, counted alike. */
  filesPerWindow: number;
  /** Requests of one address, whoever sends them, pages too. */
  requestsPerAddressPerWindow: number;
  /** Requests to the API of one address by somebody who is not signed in. */
  anonymousPerWindow: number;
  socketsPerAddress: number;
  socketsPerUser: number;
  subscriptionsPerSocket: number;
  subscriptionsPerUser: number;
  /** How long a socket may leave unread what was sent to it. */
  unreadSeconds: number;
  uploadBytes: number;
  idempotencyHours: number;
  idempotencyKeysPerUser: number;
  idempotencyAnswerBytes: number;
}

export const LIMITS: Limits = {
  bodyBytes: 1 << 20,
  // Next's redirects name it twice in headers, which may have 16 KiB together.
  pageAddressCharacters: 7000,
  batchOperations: 10,
  // The web's largest query has 300; introspection 160.
  tokens: 4000,
  // The parser calls itself at each bracket: 4,000 of them would overflow the stack.
  nesting: 100,
  // A query for each of a study's 24 choices, side by side.
  aliases: 50,
  directives: 50,
  // The deepest query of the web is 10 levels; introspection by GraphiQL is 15.
  depth: 16,
  // The web's largest page asks for 171.
  selections: 1000,
  // 100 experiments with every score, parameter, cluster, scan point and stage come to 41,000.
  cost: 100_000,
  windowSeconds: 10,
  // 100 a second: half of what one core answers of a list of 25 experiments.
  operationsPerWindow: 1000,
  // A folder of 10,000 small files is sent at 200 files a second, each in two requests.
  filesPerWindow: 5000,
  // A team behind one address.
  requestsPerAddressPerWindow: 10_000,
  anonymousPerWindow: 300,
  socketsPerAddress: 1000,
  socketsPerUser: 300,
  subscriptionsPerSocket: 100,
  subscriptionsPerUser: 500,
  // Three times what a phone that changes its network is silent for.
  unreadSeconds: 30,
  // A cube of 4,096 planes of 600 x 600 doubles is 11 GiB.
  uploadBytes: 16 * 2 ** 30,
  idempotencyHours: 24,
  idempotencyKeysPerUser: 10_000,
  idempotencyAnswerBytes: 256 << 10,
};

/** The limits of an installation whose operator says how many operations a token may send in a window. */
export function withRate(limits: Limits, operationsPerWindow: number | null): Limits {
  if (operationsPerWindow === null) return limits;
  return {
    ...limits,
    operationsPerWindow,
    requestsPerAddressPerWindow: Math.max(limits.requestsPerAddressPerWindow, 2 * operationsPerWindow),
  };
}

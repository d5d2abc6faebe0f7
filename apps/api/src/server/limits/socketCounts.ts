import type { GraphQLError } from 'graphql';
import type { Limits } from './limits.ts';
import { overLimit } from './refusal.ts';

/** What this register needs of a connection: the subscriptions that it holds open, by their ids. */
export interface Connection {
  readonly subscriptions: Readonly<Record<string, unknown>>;
}

/** Which sockets and subscriptions are open, and whose. */
export class SocketCounts {
  readonly #limits: Limits;
  readonly #byAddress = new Map<string, number>();
  readonly #byUser = new Map<string, Set<Connection>>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Counts a socket that is being opened; false where the address has too many. */
  open(address: string): boolean {
    const count = this.#byAddress.get(address) ?? 0;
    if (count >= this.#limits.socketsPerAddress) return false;
    this.#byAddress.set(address, count + 1);
    return true;
  }

  close(address: string): void {
    const count = this.#byAddress.get(address) ?? 0;
    if (count > 1) this.#byAddress.set(address, count - 1);
    else this.#byAddress.delete(address);
  }

  /** Notes whose a socket is; false where the user has too many. */
  join(userId: string, connection: Connection): boolean {
    const connections = this.#byUser.get(userId) ?? new Set();
    if (connections.size >= this.#limits.socketsPerUser) return false;
    this.#byUser.set(userId, connections.add(connection));
    return true;
  }

  leave(userId: string, connection: Connection): void {
    const connections = this.#byUser.get(userId);
    connections?.delete(connection);
    if (connections?.size === 0) this.#byUser.delete(userId);
  }

  /** Refuses one operation more, which is counted already among the connection's, where that is too many. */
  refusal(userId: string, connection: Connection): GraphQLError | null {
    const { subscriptionsPerSocket, subscriptionsPerUser } = this.#limits;
    const own = Object.keys(connection.subscriptions).length;
    if (own > subscriptionsPerSocket) return tooMany(own, 'on one socket', subscriptionsPerSocket);
    let all = 0;
    for (const { subscriptions } of this.#byUser.get(userId) ?? []) all += Object.keys(subscriptions).length;
    return all > subscriptionsPerUser ? tooMany(all, 'of one user', subscriptionsPerUser) : null;
  }
}

const tooMany = (amount: number, whose: string, limit: number): GraphQLError =>
  overLimit(
    'TOO_MANY_SUBSCRIPTIONS',
    `That would make ${amount} subscriptions ${whose}; the limit is ${limit}. End some that are not needed.`,
    { amount, limit },
  );

import type { GraphQLError } from 'graphql';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Limits } from './limits.ts';
import { overLimit } from './refusal.ts';

/** What is left of an allowance after something was taken from it. */
export interface Rate {
  allowance: Allowance;
  limit: number;
  /** Taken in this window, with what was asked for now. */
  used: number;
  remaining: number;
  resetSeconds: number;
  windowSeconds: number;
  isExceeded: boolean;
}

export type Allowance = 'operations' | 'files' | 'address' | 'anonymous';

/** Counts what each client takes, in this process's memory. */
export interface Rates {
  take(allowance: Allowance, key: string, amount?: number): Promise<Rate>;
}

export function createRates(limits: Limits): Rates {
  const { windowSeconds } = limits;
  const maximum: Record<Allowance, number> = {
    operations: limits.operationsPerWindow,
    files: limits.filesPerWindow,
    address: limits.requestsPerAddressPerWindow,
    anonymous: limits.anonymousPerWindow,
  };
  const limiter = (name: Allowance) =>
    new RateLimiterMemory({ keyPrefix: name, points: maximum[name], duration: windowSeconds });
  const limiters: Record<Allowance, RateLimiterMemory> = {
    operations: limiter('operations'),
    files: limiter('files'),
    address: limiter('address'),
    anonymous: limiter('anonymous'),
  };
  return {
    async take(allowance, key, amount = 1) {
      const limit = maximum[allowance];
      const { state, isExceeded } = await consumed(limiters[allowance], key, amount);
      return {
        allowance,
        limit,
        used: state.consumedPoints,
        remaining: Math.max(0, limit - state.consumedPoints),
        resetSeconds: Math.ceil(Math.max(0, state.msBeforeNext) / 1000),
        windowSeconds,
        isExceeded,
      };
    },
  };
}

// The library rejects with the state where nothing is left.
async function consumed(
  limiter: RateLimiterMemory,
  key: string,
  amount: number,
): Promise<{ state: RateLimiterRes; isExceeded: boolean }> {
  try {
    return { state: await limiter.consume(key, amount), isExceeded: false };
  } catch (error) {
    if (error instanceof RateLimiterRes) return { state: error, isExceeded: true };
    throw error;
  }
}

const TAKEN: Record<Allowance, string> = {
  operations: 'operations',
  files: 'files',
  address: 'requests of one address',
  anonymous: 'requests of one address that is not signed in',
};

/** Why nothing more is given for the moment. */
export function rateLimited({ allowance, limit, used, resetSeconds, windowSeconds }: Rate): GraphQLError {
  return overLimit(
    'RATE_LIMITED',
    `That made ${used} ${TAKEN[allowance]} in ${windowSeconds} s; the limit is ${limit}. Wait ${resetSeconds} s.`,
    { amount: used, limit },
  );
}

import * as z from 'zod/mini';

/** What is left of one's own rate, as an answer of the API said. */
export interface Rate {
  limit: number;
  remaining: number;
  /** Until all of it is there again. */
  resetSeconds: number;
}

const count = z.pipe(z.string().check(z.regex(/^\d+$/)), z.transform(Number));
const rateHeaders = z.object({ limit: count, remaining: count, resetSeconds: count });

/** From RateLimit-Limit, RateLimit-Remaining and RateLimit-Reset; null where they are not there. */
export function rateOf(headers: Headers): Rate | null {
  const said = rateHeaders.safeParse({
    limit: headers.get('ratelimit-limit'),
    remaining: headers.get('ratelimit-remaining'),
    resetSeconds: headers.get('ratelimit-reset'),
  });
  return said.data ?? null;
}

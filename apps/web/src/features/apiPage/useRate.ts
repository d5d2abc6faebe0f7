'use client';

import { useCallback, useEffect, useState } from 'react';
import { useQuery } from 'urql';
import type { RateLimitsQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { type Rate, rateOf } from './rate.ts';

const RATE_LIMITS = graphql(`
  query RateLimits {
    system {
      limits {
        batchOperations
        cost
        depth
        filesPerWindow
        subscriptionsPerUser
        uploadBytes
        windowSeconds
      }
    }
  }
`);

// Twice in each window, so that what scripts with the same session take is seen too.
const ASK_EVERY_MS = 5000;

export interface RateWatch {
  rate: Rate | null;
  limits: RateLimitsQuery['system']['limits'] | null;
  /** Takes what another answer of the API said. */
  see: (rate: Rate) => void;
}

/** What is left of one's rate, asked for again while the page is looked at. */
export function useRate(): RateWatch {
  const [{ data }] = useQuery({ query: RATE_LIMITS });
  const [rate, setRate] = useState<Rate | null>(null);
  const see = useCallback((seen: Rate) => setRate(seen), []);
  useEffect(() => {
    const ended = new AbortController();
    const ask = () => {
      if (document.visibilityState === 'visible')
        void askRate(ended.signal).then((seen) => seen && see(seen));
    };
    ask();
    const timer = setInterval(ask, ASK_EVERY_MS);
    return () => {
      clearInterval(timer);
      ended.abort();
    };
  }, [see]);
  return { rate, limits: data?.system.limits ?? null, see };
}

/** Null where the server cannot be asked: what was seen before then stays. */
async function askRate(signal: AbortSignal): Promise<Rate | null> {
  try {
    const { headers } = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'apollo-require-preflight': 'true' },
      body: JSON.stringify({ query: '{ __typename }' }),
      signal,
    });
    return rateOf(headers);
  } catch {
    return null;
  }
}

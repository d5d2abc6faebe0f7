import type { RateLimitsQuery } from '../../gql/graphql.ts';
import { Facts } from '../../ui/Facts.tsx';
import { formatBytes, formatCount } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Loading } from '../../ui/States.tsx';
import classes from './ApiPage.module.css';
import type { Rate } from './rate.ts';

interface RatePanelProps {
  rate: Rate | null;
  limits: RateLimitsQuery['system']['limits'] | null;
}

/** What is left of one's own rate, and what one request may ask. */
export function RatePanel({ rate, limits }: RatePanelProps) {
  return (
    <Panel
      title="Your rate"
      say="Operations of all your sessions together, these pages too. Each of your tokens has as many of its own."
    >
      {!rate || !limits ? (
        <Loading height={220} />
      ) : (
        <>
          <p className={classes.left} role="status">
            <span className={classes.leftCount}>{formatCount(rate.remaining)}</span> of{' '}
            {formatCount(rate.limit)} left in these {limits.windowSeconds} s
          </p>
          <ProgressBar fraction={rate.remaining / rate.limit} label="Left of your rate" />
          <div className={classes.limits}>
            <Facts
              facts={[
                ['values in an answer', formatCount(limits.cost)],
                ['fields within fields', limits.depth],
                ['operations in one request', limits.batchOperations],
                [`files in ${limits.windowSeconds} s`, formatCount(limits.filesPerWindow)],
                ['subscriptions at once', limits.subscriptionsPerUser],
                ['size of a file', formatBytes(limits.uploadBytes)],
              ]}
            />
          </div>
        </>
      )}
    </Panel>
  );
}

'use client';

import Link from 'next/link';
import { useQuery } from 'urql';
import { useActivity } from '../../api/useActivity.ts';
import { useThrottled } from '../../api/useThrottled.ts';
import { experimentId, formatCount } from '../../ui/format.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import { KeptActions } from './KeptActions.tsx';
import classes from './KeptComparisons.module.css';
import { KEPT_COMPARISONS } from './keptDocuments.ts';
import { keptPath } from './keptState.ts';

// Of each comparison; the page that opens shows all.
const NAMED = 8;

/** The workspace's kept comparisons, the newest first; nothing where there are none. */
export function KeptComparisons() {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const [{ data, error }, refetch] = useQuery({
    query: KEPT_COMPARISONS,
    variables: { workspace: workspace.slug },
    requestPolicy: 'cache-and-network',
  });
  const refresh = useThrottled(() => refetch({ requestPolicy: 'network-only' }), 1000);
  useActivity(workspace.slug, refresh);
  if (error && !data) return <ErrorState message={error.message} onRetry={refresh} />;
  if (!data) return <Loading height={120} />;
  const comparisons = data.comparisons?.edges.map(({ node }) => node) ?? [];
  const total = data.comparisons?.totalCount ?? 0;
  if (comparisons.length === 0) return null;
  return (
    <section aria-label="Saved comparisons">
      <h2 className={classes.title}>Saved comparisons</h2>
      <ul className={classes.list}>
        {comparisons.map((comparison) => (
          <li key={comparison.id} className={classes.kept}>
            <Link href={to(keptPath(comparison))} className={classes.comparison}>
              <span className={classes.name}>{comparison.title}</span>
              <span className={`number ${classes.faint}`}>{names(comparison.experiments)}</span>
              <span className={classes.text}>{comparison.text}</span>
              <span className={classes.faint}>
                {comparison.createdBy?.name}
                {comparison.createdBy ? ', ' : ''}
                <TimeAgo at={comparison.createdAt} />
              </span>
            </Link>
            <KeptActions comparison={comparison} onChange={refresh} />
          </li>
        ))}
      </ul>
      {total > comparisons.length && (
        <p className={classes.faint}>
          The newest {comparisons.length} of {formatCount(total)}.
        </p>
      )}
    </section>
  );
}

function names(experiments: readonly { number: number }[]): string {
  const first = experiments.slice(0, NAMED).map(({ number }) => experimentId(number));
  return [
    first.join(', '),
    ...(experiments.length > NAMED ? [`and ${experiments.length - NAMED} more`] : []),
  ].join(' ');
}

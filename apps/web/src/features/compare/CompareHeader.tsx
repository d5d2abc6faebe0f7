'use client';

import { useQuery } from 'urql';
import { useActivity } from '../../api/useActivity.ts';
import { useSearchState } from '../../api/useSearchState.ts';
import { useThrottled } from '../../api/useThrottled.ts';
import type { KeptComparisonQuery } from '../../gql/graphql.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { Trail } from '../frame/Trail.tsx';
import { ShareButton } from '../publicLinks/ShareButton.tsx';
import { useSession } from '../session/session.tsx';
import classes from './Compare.module.css';
import { KeptActions } from './KeptActions.tsx';
import { KEPT_COMPARISON, type KeptComparison } from './keptDocuments.ts';
import { stateOf } from './keptState.ts';
import { SaveComparison } from './SaveComparison.tsx';

interface CompareHeaderProps {
  /** Those that are compared, in their order; none while they are fewer than two. */
  experiments: readonly { id: string; number: number }[];
  /** What is chosen for visitors of a link to it. */
  shared: Record<string, string>;
}

/** The title and the text of a comparison that was kept, or what the page is; keeps and shares it. */
export function CompareHeader({ experiments, shared }: CompareHeaderProps) {
  const [search, change] = useSearchState();
  const id = search.get('comparison');
  const { workspace } = useSession();
  const [{ data }, refetch] = useQuery({
    query: KEPT_COMPARISON,
    variables: { id: id ?? '' },
    pause: id === null,
    requestPolicy: 'cache-and-network',
  });
  const refresh = useThrottled(() => id !== null && refetch({ requestPolicy: 'network-only' }), 1000);
  useActivity(workspace.slug, refresh);
  const node = id === null ? null : (data?.node ?? null);
  const kept = isComparison(node) && node.id === id ? node : null;
  return (
    <>
      <Trail
        steps={kept ? [{ name: 'Compare', path: '/compare' }, { name: kept.title }] : [{ name: 'Compare' }]}
      />
      <PageHeader
        title={kept?.title ?? 'Compare'}
        detail={
          kept ? (
            <span>
              {kept.createdBy && `Saved by ${kept.createdBy.name}, `}
              <TimeAgo at={kept.createdAt} />
            </span>
          ) : (
            'What experiments did differently and what came of it: scores, training, how far clusterings agree, and who moved.'
          )
        }
        actions={
          <>
            {experiments.length > 0 && (
              <>
                <SaveComparison
                  key={kept?.id ?? ''}
                  experiments={experiments}
                  state={stateOf(search)}
                  kept={kept}
                  onSave={(comparison) => change({ comparison })}
                />
                <ShareButton experiments={experiments} state={shared} />
              </>
            )}
            {kept && (
              <KeptActions
                comparison={kept}
                onChange={(what) => (what === 'deleted' ? change({ comparison: null }) : refresh())}
              />
            )}
          </>
        }
      />
      {id !== null && data && !data.node && (
        <p className={classes.note}>There is no saved comparison under this address that you may see.</p>
      )}
      {kept?.text && <p className={classes.text}>{kept.text}</p>}
    </>
  );
}

const isComparison = (node: KeptComparisonQuery['node']): node is KeptComparison =>
  node != null && 'title' in node;

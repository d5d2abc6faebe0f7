'use client';

import { Switch } from '@mantine/core';
import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import { experimentId } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { usePagePaths } from '../session/pagePaths.tsx';
import { AlignedGallery } from './AlignedGallery.tsx';
import { alignedClusters } from './alignedClusters.ts';
import { GALLERIES } from './compareDocuments.ts';

interface GalleriesPanelProps {
  first: ComparedExperiment;
  second: ComparedExperiment;
}

interface ComparedExperiment {
  id: string;
  number: number;
  dataset?: { id: string } | null;
  datasetVersion?: { number: number } | null;
}

/** What the clusters of two experiments look like, counterparts side by side; asked for only where they are wanted. */
export function GalleriesPanel({ first, second }: GalleriesPanelProps) {
  const paths = usePagePaths();
  const [search, change] = useSearchState();
  const isShown = search.get('galleries') === 'shown';
  const [{ data, error, stale, fetching }, refetch] = useQuery({
    query: GALLERIES,
    variables: { first: first.id, second: second.id },
    requestPolicy: 'cache-and-network',
    pause: !isShown,
  });
  const flows = stale || fetching ? undefined : data?.compare.flows;
  const rows = alignedClusters(
    (flows ?? []).map(({ from, to, ...flow }) => ({ ...flow, from: from.label, to: to.label })),
  );
  const names = [experimentId(first.number), experimentId(second.number)] as const;
  const path = (sampleId: string) =>
    paths.sample(sampleId, { datasetId: first.dataset?.id, version: first.datasetVersion?.number });
  return (
    <Panel
      title="Galleries"
      say={`Clusters of ${names[0]} beside their counterparts in ${names[1]}: who is in both comes first, then, in a frame of the other cluster’s colour, who is in one of them alone; of each the first 12.`}
      action={
        <Switch
          label="Show"
          checked={isShown}
          onChange={(event) => change({ galleries: event.currentTarget.checked ? 'shown' : null })}
        />
      }
    >
      {isShown && error && !flows && (
        <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      )}
      {isShown && !error && !flows && <Loading height={220} />}
      {isShown &&
        rows.map((row) => (
          <AlignedGallery key={`${row.from} ${row.to}`} clusters={row} names={names} path={path} />
        ))}
      {isShown && flows?.length === 0 && <p>One of them has no clusters yet.</p>}
    </Panel>
  );
}

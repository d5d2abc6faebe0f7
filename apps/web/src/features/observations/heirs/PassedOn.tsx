'use client';

import type { ReactNode } from 'react';
import type { HeirClusterFragment, HeirPartsFragment } from '../../../gql/graphql.ts';
import { usePagePaths } from '../../session/pagePaths.tsx';
import { HeirCard } from './HeirCard.tsx';

interface PassedOnProps {
  /** The one of the two that is not this page's. */
  other: HeirClusterFragment;
  from: HeirClusterFragment;
  to: HeirClusterFragment;
  heir: HeirPartsFragment;
  children?: ReactNode;
  actions?: ReactNode;
}

/** A cluster and its heir, as one of them shows the other. */
export function PassedOn({ other, from, to, heir, children, actions }: PassedOnProps) {
  const paths = usePagePaths();
  // Who joined is of the heir's version, who left of the other's.
  const sampleIn =
    ({ experiment: { dataset, datasetVersion } }: HeirClusterFragment) =>
    (id: string) =>
      paths.sample(id, { datasetId: dataset?.id, version: datasetVersion?.number });
  return (
    <HeirCard
      other={other}
      href={paths.cluster(other.experiment, other.label)}
      jaccard={heir.jaccard}
      joined={{ count: heir.joinedCount, samples: heir.joined, path: sampleIn(to) }}
      left={{ count: heir.leftCount, samples: heir.left, path: sampleIn(from) }}
      actions={actions}
    >
      {children}
    </HeirCard>
  );
}

'use client';

import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from 'urql';
import { ClusterName } from '../../ui/ClusterName.tsx';
import { formatCount } from '../../ui/format.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import type { LabelFlow } from './alluvial.ts';
import classes from './Compare.module.css';
import { FLOW } from './compareDocuments.ts';
import { SampleRow } from './SampleRow.tsx';

interface FlowSamplesProps {
  flow: LabelFlow;
  /** Ids of the two experiments. */
  ids: readonly [string, string];
  names: readonly [string, string];
  path: (sampleId: string) => string | null;
}

/** The samples behind one stream. */
export function FlowSamples({
  flow: { from, to, count },
  ids: [first, second],
  names,
  path,
}: FlowSamplesProps) {
  const [{ data, error, stale, fetching }] = useQuery({
    query: FLOW,
    variables: { first, second, from, to },
    requestPolicy: 'cache-and-network',
  });
  const samples = stale || fetching ? undefined : data?.compare.flows[0]?.samples;
  return (
    <section aria-label="Samples of the stream">
      <h4>
        <span className={`number ${classes.faint}`}>{names[0]}</span>
        <ClusterName label={from} />
        <IconArrowRight size={14} aria-label="to" />
        <span className={`number ${classes.faint}`}>{names[1]}</span>
        <ClusterName label={to} />
        <span className="number">{formatCount(count)}</span>
      </h4>
      {error && !samples && <ErrorState message={error.message} />}
      {!error && !samples && <Loading height={100} />}
      {samples && <SampleRow samples={samples} path={path} />}
      {samples && samples.length < count && (
        <p className={classes.note}>
          The first {samples.length} of {formatCount(count)}.
        </p>
      )}
    </section>
  );
}

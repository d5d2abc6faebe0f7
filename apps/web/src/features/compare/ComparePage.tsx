'use client';

import dynamic from 'next/dynamic';
import { useEffect } from 'react';
import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import { useThrottled } from '../../api/useThrottled.ts';
import { useWorkspaceEvents } from '../../api/useWorkspaceEvents.ts';
import { experimentId } from '../../ui/format.ts';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { OBSERVATION_ANCHOR } from '../observations/anchor.ts';
import { writtenAbout } from '../observations/editor/writtenAbout.tsx';
import { ObservationSection } from '../observations/layout/ObservationSection.tsx';
import { useSession } from '../session/session.tsx';
import classes from './Compare.module.css';
import { CompareHeader } from './CompareHeader.tsx';
import { COMPARED } from './compareDocuments.ts';
import { MOST, numbersIn, pairOf, textOf } from './compareState.ts';
import { ExperimentChoice } from './ExperimentChoice.tsx';
import { KeptComparisons } from './KeptComparisons.tsx';

const loadParts = () => import('./ComparedParts.tsx').then((module) => module.ComparedParts);
const ComparedParts = dynamic(loadParts, { ssr: false, loading: () => <Loading height={320} /> });

// What the address says of the experiments that were compared before.
const OF_OTHERS = {
  comparison: null,
  pair: null,
  flow: null,
  maps: null,
  color: null,
  curve: null,
  epochs: null,
  cluster: null,
  sample: null,
  selected: null,
};

/** Experiments beside each other: what differs, how well each did, how far every two clusterings agree, and between two of them which cluster is which and who moved. */
export function ComparePage() {
  const { workspace } = useSession();
  const [search, change] = useSearchState();
  const kept = search.get('comparison');
  const asked = numbersIn(search.get('experiments'));
  const numbers = asked.slice(0, MOST);
  const [{ data, error }, refetch] = useQuery({
    query: COMPARED,
    variables: { workspace: workspace.slug, numbers },
    pause: numbers.length === 0,
    requestPolicy: 'cache-and-network',
  });
  const refresh = useThrottled(() => refetch({ requestPolicy: 'network-only' }), 1500);
  useWorkspaceEvents(workspace.slug, ({ experiment, reset }) => {
    if (reset || numbers.includes(experiment.number)) refresh();
  });
  // While what is compared is on its way.
  useEffect(() => void loadParts(), []);
  const found = data?.experiments?.edges.map((edge) => edge.node);
  const rows = numbers.flatMap((number) => found?.find((row) => row.number === number) ?? []);
  const missing = found ? numbers.filter((number) => rows.every((row) => row.number !== number)) : [];
  const pair = pairOf(
    search.get('pair'),
    rows.map(({ number }) => number),
  );
  const choosePair = (chosen: readonly [number, number]) => change({ pair: textOf(chosen), flow: null });
  return (
    <>
      <CompareHeader
        experiments={rows.length > 1 ? rows : []}
        shared={{ ...(pair ? { pair: textOf(pair) } : {}), index: search.get('index') ?? 'ari' }}
      />
      <ExperimentChoice
        key={textOf(asked)}
        asked={asked}
        onChoose={(chosen) => change({ experiments: textOf(chosen), ...OF_OTHERS })}
        onAdd={(number) => change({ experiments: textOf([...asked, number]) })}
      />
      {asked.length > MOST && (
        <p className={classes.note}>
          {asked.length} are named; the first {MOST} are compared.
        </p>
      )}
      {missing.length > 0 && (
        <p className={classes.note}>There is no {missing.map(experimentId).join(', ')} in this workspace.</p>
      )}
      {error && !data && <ErrorState message={error.message} onRetry={refresh} />}
      {numbers.length > 0 && !data && !error && <Loading height={320} />}
      {(numbers.length === 0 || (found && rows.length < 2)) && (
        <Empty title="Name two experiments or more">
          Write their IDs above, such as E-1, E-2, or come from a study: it compares all of its experiments.
        </Empty>
      )}
      {numbers.length === 0 && <KeptComparisons />}
      {rows.length > 1 && (
        // What came of an experiment is read again once it is over.
        <ComparedParts
          key={rows.map(({ status }) => status).join()}
          experiments={rows}
          epochs={rows.map(({ progress }) => progress.epoch).join()}
          pair={pair}
          onPair={choosePair}
        />
      )}
      {kept && rows[0] && (
        <div id={OBSERVATION_ANCHOR} className={classes.observation}>
          <ObservationSection
            key={kept}
            subjectId={kept}
            title="Observation"
            about={writtenAbout({ dataset: rows[0].dataset, version: rows[0].datasetVersion })}
          />
        </div>
      )}
    </>
  );
}

'use client';

import { Select } from '@mantine/core';
import { useQuery } from 'urql';
import { ClusterName } from '../../ui/ClusterName.tsx';
import { experimentId, formatCount, formatScore, NOTHING } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { usePagePaths } from '../session/pagePaths.tsx';
import classes from './Compare.module.css';
import { type ClusterMatch, PAIR } from './compareDocuments.ts';
import { FlowsView } from './FlowsView.tsx';
import { Movers } from './Movers.tsx';

interface ComparedExperiment {
  id: string;
  number: number;
  name: string;
  dataset?: { id: string } | null;
  datasetVersion?: { number: number } | null;
}

interface PairPanelProps {
  experiments: readonly ComparedExperiment[];
  first: ComparedExperiment;
  second: ComparedExperiment;
  onPair: (pair: readonly [number, number]) => void;
}

/** Two experiments: how far they agree, which cluster of one is which of the other, and who moved. */
export function PairPanel({ experiments, first, second, onPair }: PairPanelProps) {
  const paths = usePagePaths();
  const isSame = first.id === second.id;
  const [{ data, error, stale, fetching }, refetch] = useQuery({
    query: PAIR,
    variables: { first: first.id, second: second.id },
    requestPolicy: 'cache-and-network',
    pause: isSame,
  });
  const result = stale || fetching ? undefined : data?.compare;
  const choices = experiments.map(({ number, name }) => ({
    value: String(number),
    label: `${experimentId(number)} ${name}`,
  }));
  const names = [experimentId(first.number), experimentId(second.number)] as const;
  const path = (sampleId: string) =>
    paths.sample(sampleId, { datasetId: first.dataset?.id, version: first.datasetVersion?.number });
  return (
    <Panel
      title="Which cluster is which, and who moved"
      say={
        result &&
        `${names[0]} and ${names[1]}: ARI ${formatScore(result.agreement[0]?.[1])}, AMI ${formatScore(result.adjustedMutualInformation[0]?.[1])}, NMI ${formatScore(result.normalizedMutualInformation[0]?.[1])}. Clusters are matched so that most samples stay.`
      }
    >
      <div className={classes.pair}>
        <Select
          label="From"
          size="xs"
          value={String(first.number)}
          data={choices}
          searchable={choices.length > 10}
          onChange={(value) => onPair([Number(value), otherThan(Number(value), second, first)])}
        />
        <Select
          label="To"
          size="xs"
          value={String(second.number)}
          data={choices}
          searchable={choices.length > 10}
          onChange={(value) => onPair([otherThan(Number(value), first, second), Number(value)])}
        />
      </div>
      {error && !result && (
        <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      )}
      {!error && !result && <Loading height={220} />}
      {result?.matches.length === 0 && <p>One of them has no clusters yet.</p>}
      {result && result.matches.length > 0 && (
        <>
          <Matches matches={result.matches} names={names} />
          <FlowsView
            flows={result.flows.map(({ from, to, ...flow }) => ({ ...flow, from: from.label, to: to.label }))}
            ids={[first.id, second.id]}
            names={names}
            path={path}
          />
          <Movers movers={result.movers} names={names} path={path} />
        </>
      )}
    </Panel>
  );
}

/** Choosing the one that stands on the other side changes sides. */
const otherThan = (chosen: number, kept: ComparedExperiment, before: ComparedExperiment): number =>
  kept.number === chosen ? before.number : kept.number;

interface MatchesProps {
  matches: readonly ClusterMatch[];
  names: readonly [string, string];
}

function Matches({ matches, names }: MatchesProps) {
  return (
    <ScrollRegion className={classes.scroll} aria-label="Matched clusters">
      <table className={classes.matches}>
        <thead>
          <tr>
            <th scope="col">{names[0]}</th>
            <th scope="col">{names[1]}</th>
            <th scope="col" className={classes.right}>
              Stay
            </th>
            <th scope="col" className={classes.right} title="Samples in both, of all that are in either">
              Jaccard
            </th>
          </tr>
        </thead>
        <tbody>
          {matches.map(({ first, second, shared, jaccard }) => (
            <tr key={`${first?.label ?? ''} ${second?.label ?? ''}`}>
              <td>{first ? <Sized cluster={first} /> : 'none'}</td>
              <td>{second ? <Sized cluster={second} /> : 'none'}</td>
              <td className={`number ${classes.right}`}>{formatCount(shared)}</td>
              <td className={`number ${classes.right}`} title={String(jaccard)}>
                {first && second ? formatScore(jaccard) : NOTHING}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const Sized = ({ cluster: { label, size } }: { cluster: { label: number; size: number } }) => (
  <span className={classes.sized}>
    <ClusterName label={label} /> <span className={`number ${classes.faint}`}>{formatCount(size)}</span>
  </span>
);

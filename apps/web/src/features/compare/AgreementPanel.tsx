'use client';

import { SegmentedControl } from '@mantine/core';
import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import { csvText } from '../../ui/chartFile.ts';
import { experimentId, formatCount, formatScore, NOTHING } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SaveChart } from '../../ui/SaveChart.tsx';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { tableSvg } from '../../ui/tableSvg.ts';
import { usePagePaths } from '../session/pagePaths.tsx';
import { AgreementMatrix, WITH_NUMBERS } from './AgreementMatrix.tsx';
import classes from './Compare.module.css';
import { MATRIX } from './compareDocuments.ts';
import { type AgreementMatrixValues, extremes, INDEXES, indexOf } from './compareState.ts';

interface AgreementPanelProps {
  experiments: readonly { id: string; number: number; name: string }[];
  /** Numbers of the two that are looked at closely. */
  pair: readonly [number, number] | null;
  onPair: (pair: readonly [number, number]) => void;
  /** The score where the address names none; null: ARI. */
  usualIndex?: string | null;
}

/** How far every two of the experiments agree, by one of three scores. */
export function AgreementPanel({ experiments, pair, onPair, usualIndex = null }: AgreementPanelProps) {
  const paths = usePagePaths();
  const [search, change] = useSearchState();
  const index = indexOf(search.get('index') ?? usualIndex);
  const [{ data, error }, refetch] = useQuery({
    query: MATRIX,
    variables: {
      ids: experiments.map(({ id }) => id),
      isARI: index.key === 'ARI',
      isAMI: index.key === 'AMI',
      isNMI: index.key === 'NMI',
    },
    requestPolicy: 'cache-and-network',
  });
  const matrix = data?.compare[index.field];
  const estimate = data?.compare.agreementEstimate ?? data?.compare.adjustedMutualInformationEstimate;
  const names = experiments.map(({ number }) => experimentId(number));
  return (
    <Panel
      title="Agreement"
      say={matrix && conclusion(matrix, names)}
      action={
        <div className={classes.actions}>
          <SegmentedControl
            aria-label="Score"
            value={index.key}
            data={INDEXES.map(({ key }) => key)}
            onChange={(key) => change({ index: key === indexOf(usualIndex).key ? null : key.toLowerCase() })}
          />
          {matrix && <SaveMatrix name={index.name} matrix={matrix} names={names} />}
        </div>
      }
    >
      {error && !matrix && (
        <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      )}
      {!error && !matrix && <Loading height={60 + 30 * Math.min(experiments.length, 16)} />}
      {matrix && (
        <AgreementMatrix
          experiments={experiments}
          matrix={matrix}
          label={`Every two by ${index.name}`}
          pair={pair}
          path={paths.experiment}
          onPair={onPair}
        />
      )}
      <p className={classes.note}>
        {index.name[0]?.toUpperCase() + index.name.slice(1)}. {index.says} Noise counts as a group.
        {experiments.length > WITH_NUMBERS && ' Of so many the numbers are told when a cell is pointed at.'}
        {estimate &&
          ` Estimated from ${formatCount(estimate.sampleCount)} samples that two experiments share at most${estimate.standardError === null ? '' : `, give or take ${formatScore(estimate.standardError)} where it is known least`} (seed ${estimate.seed}).`}
      </p>
    </Panel>
  );
}

function conclusion(matrix: AgreementMatrixValues, names: readonly string[]): string {
  const found = extremes(matrix);
  if (!found) return 'No two of them have clusters of samples in common.';
  const { most, least } = found;
  const words = ({ i, j, value }: typeof most) => `${names[i]} and ${names[j]} (${formatScore(value)})`;
  return names.length === 2 ? `${words(most)}.` : `Most alike: ${words(most)}. Least: ${words(least)}.`;
}

interface SaveMatrixProps {
  name: string;
  matrix: AgreementMatrixValues;
  names: readonly string[];
}

function SaveMatrix({ name, matrix, names }: SaveMatrixProps) {
  return (
    <SaveChart
      name={name}
      csv={() =>
        csvText(
          ['experiment', ...names],
          matrix.map((row, i) => [names[i], ...row]),
        )
      }
      svg={() =>
        tableSvg({
          rows: names,
          columns: names,
          cells: matrix.flatMap((row, i) =>
            row.map((value, j) =>
              i === j ? null : { text: value === null ? NOTHING : formatScore(value), color: value ?? 0 },
            ),
          ),
        })
      }
    />
  );
}

'use client';

import dynamic from 'next/dynamic';
import type { ComparedExperimentsQuery } from '../../gql/graphql.ts';
import { Loading } from '../../ui/States.tsx';
import { AgreementPanel } from './AgreementPanel.tsx';
import classes from './Compare.module.css';
import { CurvesPanel } from './CurvesPanel.tsx';
import { DifferencesPanel } from './DifferencesPanel.tsx';
import { ScoresPanel } from './ScoresPanel.tsx';

// Below what is read first.
const PairPanel = dynamic(() => import('./PairPanel.tsx').then((module) => module.PairPanel), {
  ssr: false,
  loading: () => <Loading height={420} />,
});
const LinkedMapsPanel = dynamic(
  () => import('./LinkedMapsPanel.tsx').then((module) => module.LinkedMapsPanel),
  {
    ssr: false,
    loading: () => <Loading height={420} />,
  },
);
const GalleriesPanel = dynamic(() => import('./GalleriesPanel.tsx').then((module) => module.GalleriesPanel), {
  ssr: false,
  loading: () => <Loading height={420} />,
});

export type ComparedRow = NonNullable<ComparedExperimentsQuery['experiments']>['edges'][number]['node'];

interface ComparedPartsProps {
  rows: readonly ComparedRow[];
  /** Numbers of the two that are looked at closely. */
  pair: readonly [number, number] | null;
  onPair: (pair: readonly [number, number]) => void;
}

/** What two experiments and more have beside each other, from what differs to what their clusters look like. */
export function ComparedParts({ rows, pair, onPair }: ComparedPartsProps) {
  const [first, second] = pair?.map((number) => rows.find((row) => row.number === number)) ?? [];
  return (
    <div className={classes.parts}>
      <DifferencesPanel experiments={rows} />
      <ScoresPanel experiments={rows} />
      <CurvesPanel experiments={rows} epochs={rows.map(({ progress }) => progress.epoch).join()} />
      <AgreementPanel experiments={rows} pair={pair} onPair={onPair} />
      {first && second && <PairPanel experiments={rows} first={first} second={second} onPair={onPair} />}
      <LinkedMapsPanel experiments={rows} />
      {first && second && <GalleriesPanel first={first} second={second} />}
    </div>
  );
}

'use client';

import dynamic from 'next/dynamic';
import { Loading } from '../../ui/States.tsx';
import type { ShownRow } from '../experiments/fields.ts';
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

/** What the parts know of an experiment; all else they ask for. */
type ComparedRow = ShownRow & {
  dataset?: { id: string; name: string } | null;
  datasetVersion?: { id: string; number: number } | null;
};

interface ComparedPartsProps {
  experiments: readonly ComparedRow[];
  /** Numbers of the two that are looked at closely. */
  pair: readonly [number, number] | null;
  onPair: (pair: readonly [number, number]) => void;
  /** How far those that run are. */
  epochs?: string;
  /** By which agreement is told where the address does not say. */
  usualIndex?: string | null;
}

/** What two experiments and more have beside each other, from what differs to what their clusters look like. */
export function ComparedParts({ experiments, pair, onPair, epochs, usualIndex }: ComparedPartsProps) {
  const [first, second] = pair?.map((number) => experiments.find((row) => row.number === number)) ?? [];
  return (
    <div className={classes.parts}>
      <DifferencesPanel experiments={experiments} />
      <ScoresPanel experiments={experiments} />
      <CurvesPanel experiments={experiments} epochs={epochs} />
      <AgreementPanel experiments={experiments} pair={pair} onPair={onPair} usualIndex={usualIndex} />
      {first && second && (
        <PairPanel experiments={experiments} first={first} second={second} onPair={onPair} />
      )}
      <LinkedMapsPanel experiments={experiments} />
      {first && second && <GalleriesPanel first={first} second={second} />}
    </div>
  );
}

'use client';

import { useState } from 'react';
import { CopyTable } from '../../ui/CopyTable.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { HeaderFacts } from '../experiments/page/clusters/HeaderFacts.tsx';
import { MeanImageView } from '../experiments/page/clusters/MeanImageView.tsx';
import { SmoothingSlider } from '../experiments/page/training/SmoothingSlider.tsx';

const SIDE = 24;
const fromMiddle = (at: number) => at - SIDE / 2;
const MEAN = Float32Array.from({ length: SIDE * SIDE }, (_, i) =>
  Math.exp(-(fromMiddle(i % SIDE) ** 2 + fromMiddle(Math.floor(i / SIDE)) ** 2) / 40),
);
const none = { low: null, median: null, high: null, value: null, share: null };
const SUMMARY = {
  sampleCount: 2000,
  totalCount: 5000,
  constantCount: 12,
  keywords: [
    {
      keyword: 'EXPTIME',
      isDate: false,
      all: { ...none, count: 2000, low: 10, median: 45, high: 120 },
      clusters: [
        { label: 0, contrast: 0.84, spread: { ...none, count: 400, low: 90, median: 110, high: 120 } },
      ],
    },
    {
      keyword: 'OBSERVER',
      isDate: false,
      all: { ...none, count: 1990, value: 'Lovelace', share: 0.52 },
      clusters: [{ label: 0, contrast: 0.41, spread: { ...none, count: 398, value: 'Payne', share: 0.93 } }],
    },
  ],
};

/** What the page of an experiment is made of. */
export function ExperimentPieces() {
  const [weight, setWeight] = useState(0.6);
  return (
    <Panel
      title="Of an experiment"
      action={
        <CopyTable
          label="an example"
          table={[
            ['ID', 'Silhouette'],
            ['E-42', 0.553],
          ]}
        />
      }
    >
      <SmoothingSlider weight={weight} onChange={setWeight} />
      <MeanImageView
        label={0}
        mean={{ planes: [MEAN, MEAN], size: SIDE, count: 24 }}
        limits={[
          [0, 1],
          [0, 2],
        ]}
        channels={[0, 1]}
        memberCount={400}
      />
      <HeaderFacts summary={SUMMARY} label={0} />
      <HeaderFacts summary={SUMMARY} label={1} />
    </Panel>
  );
}

'use client';

import { SegmentedControl } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useMemo, useRef, useState } from 'react';
import { csvText, drawnSvg } from '../../ui/chartFile.ts';
import { formatCount, formatScore } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SaveChart } from '../../ui/SaveChart.tsx';
import { Blades } from './Blades.tsx';
import { bladesOf } from './blades.ts';
import { ClusterButtons } from './ClusterButtons.tsx';
import classes from './ClusteringViews.module.css';
import { CHIPS_MOST, SampleChips } from './SampleChips.tsx';
import { SampleNote } from './SampleNote.tsx';
import { clusterName, type SampleLookup } from './samples.ts';
import {
  BORDER_BELOW,
  borderOf,
  STABILITY_WAYS,
  STABILITY_WORDS,
  type Stability,
  type StabilityWay,
  stabilityWord,
} from './stability.ts';

const HEIGHT = 220;

interface StabilityPanelProps {
  bootstraps: Stability;
  /** Null where it was not looked at, or no random numbers are drawn. */
  seeds: Stability | null;
  /** Whether the clusterer draws random numbers. */
  isSeeded: boolean;
  labels: ArrayLike<number>;
  clusters: readonly { label: number; isNoise: boolean }[];
  sampleOf: SampleLookup;
}

/** What is found again when the samples are clustered anew, drawn again or by other seeds: each cluster, and each sample's place in it. */
export function StabilityPanel({
  bootstraps,
  seeds,
  isSeeded,
  labels,
  clusters,
  sampleOf,
}: StabilityPanelProps) {
  const [chosen, setChosen] = useState<StabilityWay>('bootstraps');
  const way = seeds ? chosen : 'bootstraps';
  const { stays, ofCluster, overall } = way === 'seeds' && seeds ? seeds : bootstraps;
  const words = STABILITY_WORDS[way];
  const { ref, width } = useElementSize<HTMLDivElement>();
  const frame = useRef<HTMLDivElement>(null);
  const merged = useMergedRef(ref, frame);
  const blades = useMemo(() => bladesOf(stays, labels), [stays, labels]);
  const border = useMemo(() => borderOf(stays, labels), [stays, labels]);
  return (
    <Panel
      title="Stability"
      say={`${words.say(overall)}${isSeeded ? '' : ' HDBSCAN draws no random numbers: every seed gives these clusters.'}`}
      action={
        <SaveChart
          name={way === 'seeds' ? 'stability-over-seeds' : 'stability'}
          svg={() => drawnSvg(frame.current, 'svg')}
          csv={() =>
            csvText(
              ['sample', 'cluster', 'stability'],
              blades.flatMap(({ label, samples }) =>
                samples.map(({ index, value }) => [index, label, value]),
              ),
            )
          }
        />
      }
    >
      {seeds && (
        <SegmentedControl
          className={classes.ways}
          size="xs"
          aria-label="Clustered again with"
          data={STABILITY_WAYS.map((value) => ({ value, label: STABILITY_WORDS[value].name }))}
          value={way}
          onChange={(value) => setChosen(value as StabilityWay)}
        />
      )}
      <div ref={merged}>
        <Blades
          label="Samples by cluster and stability"
          blades={blades}
          ends={[0, 1]}
          lines={[{ value: BORDER_BELOW, text: 'border', isDashed: true }]}
          size={{ width, height: HEIGHT }}
          textOf={(index) =>
            `${index}, ${clusterName(labels[index]!)}, stays in ${formatScore(stays[index])}`
          }
        />
      </div>
      <ClusterButtons
        clusters={clusters
          .filter(({ isNoise }) => !isNoise)
          .map(({ label }) => ({ label, says: <Word stability={ofCluster(label)} /> }))}
      />
      <SampleNote
        sampleOf={sampleOf}
        says={(index) => {
          const [value, label] = [stays[index], labels[index]];
          if (value === undefined || label === undefined) return null;
          if (label < 0) return 'noise, which belongs to no cluster';
          if (Number.isNaN(value)) return `${clusterName(label)}; it was not drawn`;
          return (
            <>
              {clusterName(label)}, with which it stays in{' '}
              <span className="number">{formatScore(value)}</span> of the {words.rounds}
            </>
          );
        }}
      />
      {border.length === 0 ? (
        <p className={classes.sentence}>
          No sample is at the border: each stays with its cluster in at least three of four {words.rounds}.
        </p>
      ) : (
        <>
          <h3 className={classes.heading}>
            At the border: {formatCount(border.length)} of {formatCount(labels.length)} samples stay in less
            than three of four {words.rounds}
          </h3>
          <SampleChips
            label="At the border"
            total={border.length}
            sampleOf={sampleOf}
            samples={border.slice(0, CHIPS_MOST).map(({ index, label, value }) => ({
              index,
              cluster: label,
              says: (
                <>
                  in {label}, stays in <span className="number">{formatScore(value)}</span>
                </>
              ),
            }))}
          />
        </>
      )}
    </Panel>
  );
}

function Word({ stability }: { stability: number | null }) {
  if (stability === null) return 'not known';
  return (
    <>
      <span className="number">{formatScore(stability)}</span>, {stabilityWord(stability)}
    </>
  );
}

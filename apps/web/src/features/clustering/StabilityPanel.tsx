'use client';

import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useMemo, useRef } from 'react';
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
import { BORDER_BELOW, borderOf, stabilityWord } from './stability.ts';

const HEIGHT = 220;

interface StabilityPanelProps {
  /** Share of the bootstraps in which each sample stays, by ID number; NaN where it was not drawn. */
  stays: ArrayLike<number>;
  labels: ArrayLike<number>;
  clusters: readonly { label: number; isNoise: boolean; stability?: number | null }[];
  overall: number | null;
  sampleOf: SampleLookup;
}

/** What is found again when the samples are drawn and clustered anew: each cluster, and each sample's place in it. */
export function StabilityPanel({ stays, labels, clusters, overall, sampleOf }: StabilityPanelProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const frame = useRef<HTMLDivElement>(null);
  const merged = useMergedRef(ref, frame);
  const blades = useMemo(() => bladesOf(stays, labels), [stays, labels]);
  const border = useMemo(() => borderOf(stays, labels), [stays, labels]);
  const all = overall === null ? '' : ` In all: ${formatScore(overall)}, ${stabilityWord(overall)}.`;
  return (
    <Panel
      title="Stability"
      say={`The samples were drawn anew and clustered again, many times. Of each sample: in which share of them it stays with its cluster. Of each cluster: how alike it comes back (mean Jaccard; from .75 it is stable, below .6 not to be relied on).${all}`}
      action={
        <SaveChart
          name="stability"
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
          .map(({ label, stability }) => ({
            label,
            says:
              stability == null ? (
                'not known'
              ) : (
                <>
                  <span className="number">{formatScore(stability)}</span>, {stabilityWord(stability)}
                </>
              ),
          }))}
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
              <span className="number">{formatScore(value)}</span> of the draws
            </>
          );
        }}
      />
      {border.length === 0 ? (
        <p className={classes.sentence}>
          No sample is at the border: each stays with its cluster in at least three of four draws.
        </p>
      ) : (
        <>
          <h3 className={classes.heading}>
            At the border: {formatCount(border.length)} of {formatCount(labels.length)} samples stay in less
            than three of four draws
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

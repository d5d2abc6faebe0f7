'use client';

import { useElementSize, useMergedRef } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useCallback, useMemo, useRef } from 'react';
import { csvText, drawnSvg } from '../../ui/chartFile.ts';
import { formatCount, formatScore } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SaveChart } from '../../ui/SaveChart.tsx';
import { Blades } from './Blades.tsx';
import { type Blade, bladesOf, borderCases } from './blades.ts';
import { ClusterButtons } from './ClusterButtons.tsx';
import classes from './ClusteringViews.module.css';
import { nearestOtherCluster } from './nearestCluster.ts';
import { CHIPS_MOST, SampleChips } from './SampleChips.tsx';
import { SampleNote } from './SampleNote.tsx';
import { clusterName, type SampleLookup } from './samples.ts';

const HEIGHT = 280;

interface SilhouettePanelProps {
  /** Of the samples, by ID number; NaN where one has none. */
  silhouettes: ArrayLike<number>;
  labels: ArrayLike<number>;
  /** (samples, cols), to name the cluster that a sample is nearest to; null where they are too many to read. */
  latents: { data: ArrayLike<number>; cols: number } | null;
  sampleOf: SampleLookup;
}

/** Every sample's silhouette, cluster by cluster: a blade that is long and even is a cluster well apart. */
export function SilhouettePanel({ silhouettes, labels, latents, sampleOf }: SilhouettePanelProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const frame = useRef<HTMLDivElement>(null);
  const merged = useMergedRef(ref, frame);
  const blades = useMemo(() => bladesOf(silhouettes, labels), [silhouettes, labels]);
  const border = useMemo(() => borderCases(blades), [blades]);
  const scored = blades.reduce((sum, { samples }) => sum + samples.length, 0);
  const mean = blades.reduce((sum, { samples, mean: own }) => sum + own * samples.length, 0) / scored;
  const nearest = useCallback(
    (index: number) =>
      latents && nearestOtherCluster({ latents: latents.data, cols: latents.cols, labels }, index),
    [latents, labels],
  );
  // Each is measured against all samples.
  const worst = useMemo(
    () => border.slice(0, CHIPS_MOST).map((sample) => ({ ...sample, next: nearest(sample.index) })),
    [border, nearest],
  );
  return (
    <Panel
      title="Silhouettes"
      say="How much nearer each sample is to its own cluster than to the next one, in latent space: 1 is far from all others, below 0 is nearer to another cluster."
      action={
        <SaveChart
          name="silhouettes"
          svg={() => drawnSvg(frame.current, 'svg')}
          csv={() => csvText(['sample', 'cluster', 'silhouette'], rowsOf(blades))}
        />
      }
    >
      <div ref={merged}>
        <Blades
          label="Samples by cluster and silhouette"
          blades={blades}
          ends={[lowEnd(blades), 1]}
          lines={[{ value: 0 }, { value: mean, text: 'mean', isDashed: true }]}
          size={{ width, height: HEIGHT }}
          textOf={(index) =>
            `${index}, ${clusterName(labels[index]!)}, silhouette ${formatScore(silhouettes[index])}`
          }
        />
      </div>
      <ClusterButtons
        clusters={blades.map(({ label, samples, mean: own }) => ({
          label,
          says: (
            <>
              <span className="number">{formatScore(own)}</span> on average over{' '}
              <span className="number">{samples.length}</span>
            </>
          ),
        }))}
      />
      <SampleNote
        sampleOf={sampleOf}
        says={(index) => {
          const value = silhouettes[index];
          const label = labels[index];
          if (label === undefined || value === undefined) return null;
          if (Number.isNaN(value)) return `${clusterName(label)}, without a silhouette`;
          const next = nearest(index);
          return (
            <>
              {clusterName(label)}, silhouette <span className="number">{formatScore(value)}</span>
              {next !== null && `; the nearest other is ${clusterName(next)}`}
              {value < 0 && (
                <>
                  {' '}
                  <Misplaced says="possibly misplaced" />
                </>
              )}
            </>
          );
        }}
      />
      {border.length === 0 ? (
        <p className={classes.sentence}>No sample is nearer to another cluster than to its own.</p>
      ) : (
        <>
          <h3 className={classes.heading}>
            <Misplaced says="Possibly misplaced" />: {formatCount(border.length)} of {formatCount(scored)}{' '}
            samples{' '}
            {border.length === 1
              ? 'is nearer to another cluster than to its own'
              : 'are nearer to another cluster than to their own'}
          </h3>
          <SampleChips
            label="Possibly misplaced"
            total={border.length}
            sampleOf={sampleOf}
            samples={worst.map(({ index, label, value, next }) => ({
              index,
              cluster: label,
              says: (
                <>
                  <span className="number">{formatScore(value)}</span>
                  {next === null ? ` in ${label}` : ` in ${label}, nearer ${next}`}
                </>
              ),
            }))}
          />
        </>
      )}
    </Panel>
  );
}

function Misplaced({ says }: { says: string }) {
  return (
    <span className={classes.warning}>
      <IconAlertTriangle size={14} aria-hidden />
      {says}
    </span>
  );
}

/** At or below the least value and 0, to a tenth. */
const lowEnd = (blades: readonly Blade[]): number =>
  Math.floor(Math.min(0, ...blades.map(({ samples }) => samples.at(-1)!.value)) * 10) / 10;

const rowsOf = (blades: readonly Blade[]) =>
  blades.flatMap(({ label, samples }) => samples.map(({ index, value }) => [index, label, value]));

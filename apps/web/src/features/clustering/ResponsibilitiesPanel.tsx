'use client';

import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useMemo, useRef } from 'react';
import { csvText, drawnSvg } from '../../ui/chartFile.ts';
import { formatCount, formatScore } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SaveChart } from '../../ui/SaveChart.tsx';
import { ClusterButtons } from './ClusterButtons.tsx';
import classes from './ClusteringViews.module.css';
import { ResponsibilityColumns } from './ResponsibilityColumns.tsx';
import { byComponent, leastSureFirst, type Sureness, surenessOf } from './responsibilities.ts';
import { CHIPS_MOST, SampleChips } from './SampleChips.tsx';
import { SampleNote } from './SampleNote.tsx';
import { clusterName, type SampleLookup } from './samples.ts';

const HEIGHT = 180;
// One in ten that it belongs elsewhere.
const UNSURE_BELOW = 0.9;
// A column a sample; more would be less than a pixel each on most pages.
const COLUMNS_MOST = 600;

interface ResponsibilitiesPanelProps {
  /** (samples, components); each row sums to 1. */
  responsibilities: ArrayLike<number>;
  components: number;
  sampleOf: SampleLookup;
}

/** How sure a mixture is of each sample: to which share it belongs to which cluster, and who stands between two. */
export function ResponsibilitiesPanel({
  responsibilities,
  components,
  sampleOf,
}: ResponsibilitiesPanelProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const frame = useRef<HTMLDivElement>(null);
  const merged = useMergedRef(ref, frame);
  const samples = useMemo(() => surenessOf(responsibilities, components), [responsibilities, components]);
  const ordered = useMemo(() => leastSureFirst(samples), [samples]);
  const drawn = useMemo(() => byComponent(ordered.slice(0, COLUMNS_MOST)), [ordered]);
  const groups = useMemo(() => byComponent(samples), [samples]);
  const unsure = ordered.filter(({ firstShare }) => firstShare < UNSURE_BELOW);
  return (
    <Panel
      title="Responsibilities"
      say={`How sure the mixture is of each sample: a column each, coloured by the share that each cluster takes of it. By cluster, the surest first.${leftOut(ordered)}`}
      action={
        <SaveChart
          name="responsibilities"
          svg={() => drawnSvg(frame.current, 'svg')}
          csv={() =>
            csvText(
              ['sample', ...Array.from({ length: components }, (_, k) => `cluster ${k}`)],
              samples.map(({ index }) => [
                index,
                ...Array.from({ length: components }, (_, k) => responsibilities[index * components + k]),
              ]),
            )
          }
        />
      }
    >
      <div ref={merged}>
        <ResponsibilityColumns
          groups={drawn}
          responsibilities={responsibilities}
          components={components}
          size={{ width, height: HEIGHT }}
          textOf={(index) => `${index}, ${sharesText(samples[index]!)}`}
        />
      </div>
      <ClusterButtons
        clusters={groups.map(({ label, indexes }) => ({
          label,
          says: (
            <>
              <span className="number">{formatCount(indexes.length)}</span>, of them{' '}
              <span className="number">
                {formatCount(indexes.filter((index) => samples[index]!.firstShare < UNSURE_BELOW).length)}
              </span>{' '}
              unsure
            </>
          ),
        }))}
      />
      <SampleNote sampleOf={sampleOf} says={(index) => samples[index] && sharesText(samples[index])} />
      {unsure.length === 0 ? (
        <p className={classes.sentence}>
          Every sample is at least {formatScore(UNSURE_BELOW)} of one cluster.
        </p>
      ) : (
        <>
          <h3 className={classes.heading}>
            Between clusters: {formatCount(unsure.length)} of {formatCount(samples.length)} samples are less
            than {formatScore(UNSURE_BELOW)} of any
          </h3>
          <SampleChips
            label="Between clusters"
            total={unsure.length}
            sampleOf={sampleOf}
            samples={unsure.slice(0, CHIPS_MOST).map(({ index, first, second, firstShare, secondShare }) => ({
              index,
              cluster: first,
              says: (
                <>
                  between {first} and {second},{' '}
                  <span className="number">
                    {formatScore(firstShare)} : {formatScore(secondShare)}
                  </span>
                </>
              ),
            }))}
          />
        </>
      )}
    </Panel>
  );
}

/** cluster 1 .532, cluster 3 .441 */
function sharesText({ first, second, firstShare, secondShare }: Sureness): string {
  const likeliest = `${clusterName(first)} ${formatScore(firstShare)}`;
  return second === null ? likeliest : `${likeliest}, ${clusterName(second)} ${formatScore(secondShare)}`;
}

function leftOut(ordered: readonly Sureness[]): string {
  const next = ordered[COLUMNS_MOST];
  if (!next) return '';
  return ` Shown are the ${COLUMNS_MOST} least sure of ${formatCount(ordered.length)}; of all others one cluster takes at least ${formatScore(next.firstShare)}.`;
}

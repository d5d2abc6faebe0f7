'use client';

import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useRef } from 'react';
import { useSearchState } from '../../api/useSearchState.ts';
import { csvText, drawnSvg } from '../../ui/chartFile.ts';
import { formatCount } from '../../ui/format.ts';
import { SaveChart } from '../../ui/SaveChart.tsx';
import { Alluvial } from './Alluvial.tsx';
import { flowOf, type LabelFlow } from './alluvial.ts';
import classes from './Compare.module.css';
import { FlowSamples } from './FlowSamples.tsx';

interface FlowsViewProps {
  flows: readonly LabelFlow[];
  /** Ids of the two experiments. */
  ids: readonly [string, string];
  names: readonly [string, string];
  path: (sampleId: string) => string | null;
}

// Of a bar with its gap, so that each has room for its name; within what fits a screen.
const [BAR, LOWEST, HIGHEST] = [56, 180, 460] as const;

/** Who went where between two clusterings, and the samples of the stream that the address names. */
export function FlowsView({ flows, ids, names, path }: FlowsViewProps) {
  const [search, change] = useSearchState();
  const { ref: sized, width } = useElementSize<HTMLDivElement>();
  const frame = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(sized, frame);
  const asked = flowOf(search.get('flow'));
  const chosen = flows.find(({ from, to }) => from === asked?.from && to === asked.to) ?? null;
  const sides = [flows.map(({ from }) => from), flows.map(({ to }) => to)].map(
    (labels) => new Set(labels).size,
  );
  const height = Math.min(Math.max(BAR * Math.max(...sides), LOWEST), HIGHEST);
  const total = flows.reduce((sum, { count }) => sum + count, 0);
  const staying = flows.reduce((sum, { stays, count }) => sum + (stays ? count : 0), 0);
  const choose = ({ from, to }: LabelFlow) =>
    change({ flow: from === chosen?.from && to === chosen.to ? null : `${from}:${to}` });
  return (
    <section className={classes.movers} aria-label="Who went where">
      <div className={classes.head}>
        <h3>
          {formatCount(staying)} of {formatCount(total)} samples stay
        </h3>
        <SaveChart
          name="flows"
          svg={() => drawnSvg(frame.current, 'svg')}
          csv={() =>
            csvText(
              [...names, 'samples', 'stays'],
              flows.map(({ from, to, count, stays }) => [from, to, count, String(stays)]),
            )
          }
        />
      </div>
      <p className={classes.note}>
        A ribbon is as wide as it has samples; pale ones lead to the counterpart. Pressing one shows its
        samples.
      </p>
      <div ref={ref} style={{ height }}>
        {width > 0 && (
          <Alluvial flows={flows} names={names} size={{ width, height }} chosen={chosen} onChoose={choose} />
        )}
      </div>
      {chosen && <FlowSamples flow={chosen} ids={ids} names={names} path={path} />}
    </section>
  );
}

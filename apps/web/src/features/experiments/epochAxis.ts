import { AXIS_LABEL, TICK, wholeTicks } from '../../ui/chart.ts';

/** Below every chart over epochs. */
export const epochAxis = (first: number, last: number) =>
  ({
    dataKey: 'epoch',
    type: 'number',
    domain: [first, last],
    ticks: wholeTicks(first, last),
    tick: TICK,
    tickLine: false,
    stroke: 'var(--hairline-strong)',
    label: { value: 'epoch', position: 'insideBottom', offset: -10, ...AXIS_LABEL },
  }) as const;

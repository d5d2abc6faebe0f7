import { logTicks } from '../../ui/chart.ts';

/** A loss's axis for Recharts. One that reaches 0 has no logarithm and stays linear. */
export function lossAxis(losses: readonly number[], scale: 'log' | 'linear') {
  const ticks = scale === 'log' ? logTicks(Math.min(...losses), Math.max(...losses)) : null;
  if (!ticks) return { scale: 'linear' as const, domain: [0, 'auto'] as [number, string] };
  return {
    scale: 'log' as const,
    ticks,
    domain: [ticks[0] ?? 'auto', ticks.at(-1) ?? 'auto'] as [number, number],
    interval: 0 as const,
  };
}

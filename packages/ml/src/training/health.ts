import type { Values } from '../graph/backend.ts';
import { countActive, isCollapsed } from '../losses/collapse.ts';
import type { Health } from './hooks.ts';

/** Monitors added up over an epoch's batches, weighted by their samples; part of a checkpoint. */
export type MonitorSums = Record<string, number[]>;

/** Adds what one step's monitors gave. */
export function addMonitors(sums: MonitorSums, monitors: Values, samples: number): MonitorSums {
  const entries = Object.entries(monitors).map(([name, values]): [string, number[]] => [
    name,
    Array.from(values, (value, i) => (sums[name]?.[i] ?? 0) + value * samples),
  ]);
  return Object.fromEntries(entries);
}

/** What an epoch's monitors say: variances within batches stand for the variance over the samples. */
export function healthOf(sums: MonitorSums, samples: number): Health {
  const mean = (name: string): number[] | null => sums[name]?.map((sum) => sum / samples) ?? null;
  const variances = mean('latentVariance');
  const spread = mean('embeddingSpread')?.[0] ?? null;
  const activeUnits = variances && countActive(variances);
  return {
    activeUnits,
    embeddingSpread: spread,
    collapsed: activeUnits === 0 || (spread !== null && isCollapsed(spread)),
  };
}

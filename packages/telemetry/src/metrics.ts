import { collectDefaultMetrics, Registry } from 'prom-client';

/** Where a process's measures are collected: memory, processor time, event loop lag and what is added to it. */
export function createRegistry(process: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ process });
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  return registry;
}

// Durations in seconds, from a query of a millisecond to the timeout of a proxy.
export const REQUEST_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
// From a small projection to a training over night.
export const WORK_BUCKETS = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14_400];

/**
 * Keeps what clients make up from becoming as many series: the first `most` names are kept, later ones are "other".
 * A name that is no GraphQL name is "other" too.
 */
export function boundedNames(most: number): (name: string | null | undefined) => string {
  const known = new Set<string>();
  return (name) => {
    if (!name) return 'anonymous';
    if (known.has(name)) return name;
    if (known.size >= most || !/^[_A-Za-z][_0-9A-Za-z]{0,63}$/.test(name)) return 'other';
    known.add(name);
    return name;
  };
}

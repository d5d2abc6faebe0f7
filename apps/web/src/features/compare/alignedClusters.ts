import type { LabelFlow } from './alluvial.ts';

/** A cluster of the first beside its counterpart in the second, and what only one of them has. */
export interface AlignedClusters<Flow extends LabelFlow> {
  /** Null where a cluster of the second has no counterpart. */
  from: number | null;
  /** Null where a cluster of the first has no counterpart. */
  to: number | null;
  staying: Flow | null;
  /** To other clusters, the most first. */
  leaving: Flow[];
  /** From other clusters, the most first. */
  coming: Flow[];
}

/** Clusters in the order of the first one's labels, then those of the second without a counterpart; noise last. */
export function alignedClusters<Flow extends LabelFlow>(flows: readonly Flow[]): AlignedClusters<Flow>[] {
  const staying = flows.filter(({ stays }) => stays);
  const moving = flows.filter(({ stays }) => !stays);
  const rows = [...new Set(flows.map(({ from }) => from))].map((from): AlignedClusters<Flow> => {
    const own = staying.find((flow) => flow.from === from) ?? null;
    return {
      from,
      to: own?.to ?? null,
      staying: own,
      leaving: byCount(moving.filter((flow) => flow.from === from)),
      coming: own ? byCount(moving.filter((flow) => flow.to === own.to)) : [],
    };
  });
  const left = [...new Set(flows.map(({ to }) => to))].filter((to) =>
    staying.every((flow) => flow.to !== to),
  );
  const others = left.map(
    (to): AlignedClusters<Flow> => ({
      from: null,
      to,
      staying: null,
      leaving: [],
      coming: byCount(moving.filter((flow) => flow.to === to)),
    }),
  );
  return [...rows, ...others].sort((a, b) => place(a) - place(b) || (a.to ?? 0) - (b.to ?? 0));
}

// Of those without a cluster of the first, and of noise: after all labels there are.
const [WITHOUT, NOISE] = [1e9, 2e9] as const;

const place = ({ from, to }: { from: number | null; to: number | null }): number =>
  (from ?? to ?? 0) < 0 ? NOISE : (from ?? WITHOUT);

const byCount = <Flow extends LabelFlow>(flows: Flow[]): Flow[] => flows.sort((a, b) => b.count - a.count);

/** How many samples are in one cluster of the first and in one of the second; -1 is noise. */
export interface LabelFlow {
  from: number;
  to: number;
  count: number;
  /** Whether the two clusters are counterparts. */
  stays: boolean;
}

export interface AlluvialBar {
  label: number;
  count: number;
  y: number;
  height: number;
}

export interface AlluvialRibbon {
  flow: LabelFlow;
  /** Upper edges at the left and at the right. */
  y: readonly [number, number];
  height: number;
}

interface Alluvial {
  left: AlluvialBar[];
  right: AlluvialBar[];
  ribbons: AlluvialRibbon[];
}

/** Clusters of two experiments as bars, and between them what flows, as wide as it has samples. Counterparts are at the same rank, noise is last. */
export function alluvial(
  flows: readonly LabelFlow[],
  { height, gap }: { height: number; gap: number },
): Alluvial {
  const leftLabels = ordered(flows.map(({ from }) => from));
  const counterparts = leftLabels.flatMap(
    (label) => flows.find(({ from, stays }) => stays && from === label)?.to ?? [],
  );
  const rank = new Map(counterparts.filter((label) => label >= 0).map((label, i) => [label, i]));
  const rightLabels = ordered(flows.map(({ to }) => to)).sort(
    (a, b) => Number(a < 0) - Number(b < 0) || (rank.get(a) ?? rank.size) - (rank.get(b) ?? rank.size),
  );
  const total = flows.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(leftLabels.length, rightLabels.length);
  const scale = Math.max(0, height - gap * (most - 1)) / Math.max(total, 1);
  const bars = (labels: readonly number[], side: 'from' | 'to') => {
    let y = 0;
    return labels.map((label): AlluvialBar => {
      const count = flows.reduce((sum, flow) => sum + (flow[side] === label ? flow.count : 0), 0);
      const bar = { label, count, y, height: count * scale };
      y += bar.height + gap;
      return bar;
    });
  };
  const left = bars(leftLabels, 'from');
  const right = bars(rightLabels, 'to');
  const [leftEdges, rightEdges] = [left, right].map(
    (side) => new Map(side.map(({ label, y }) => [label, y])),
  );
  const take = (edges: Map<number, number> | undefined, label: number, width: number): number => {
    const y = edges?.get(label) ?? 0;
    edges?.set(label, y + width);
    return y;
  };
  // From the top on either side, so that no two ribbons of a bar cross.
  const ribbons = [...flows]
    .sort(
      (a, b) =>
        leftLabels.indexOf(a.from) - leftLabels.indexOf(b.from) ||
        rightLabels.indexOf(a.to) - rightLabels.indexOf(b.to),
    )
    .map((flow): AlluvialRibbon => {
      const width = flow.count * scale;
      return {
        flow,
        y: [take(leftEdges, flow.from, width), take(rightEdges, flow.to, width)],
        height: width,
      };
    });
  return { left, right, ribbons };
}

/** Each label once, ascending; noise last. */
const ordered = (labels: readonly number[]): number[] =>
  [...new Set(labels)].sort((a, b) => Number(a < 0) - Number(b < 0) || a - b);

/** A ribbon's outline between two places across. */
export function ribbonPath(
  { y: [from, to], height }: AlluvialRibbon,
  [x0, x1]: readonly [number, number],
): string {
  const middle = (x0 + x1) / 2;
  const upper = `M${x0},${from}C${middle},${from} ${middle},${to} ${x1},${to}`;
  const lower = `L${x1},${to + height}C${middle},${to + height} ${middle},${from + height} ${x0},${from + height}`;
  return `${upper}${lower}Z`;
}

/** `0:-1` of the address; null where it names no flow. */
export function flowOf(text: string | null): { from: number; to: number } | null {
  const [, from, to] = /^(-1|\d{1,9}):(-1|\d{1,9})$/.exec(text ?? '') ?? [];
  return from === undefined || to === undefined ? null : { from: Number(from), to: Number(to) };
}

/** A sample's two likeliest components of a mixture. */
export interface Sureness {
  index: number;
  /** Labels. */
  first: number;
  second: number | null;
  /** Responsibilities, 0 to 1. */
  firstShare: number;
  secondShare: number;
}

/** Of each sample, by ID number. `responsibilities` is (samples, components); each row sums to 1. */
export function surenessOf(responsibilities: ArrayLike<number>, components: number): Sureness[] {
  const rows = Math.floor(responsibilities.length / components);
  return Array.from({ length: rows }, (_, index) => {
    let [first, second] = [0, -1];
    const share = (component: number) => responsibilities[index * components + component]!;
    for (let component = 1; component < components; component++) {
      if (share(component) > share(first)) [first, second] = [component, first];
      else if (second < 0 || share(component) > share(second)) second = component;
    }
    return {
      index,
      first,
      second: second < 0 ? null : second,
      firstShare: share(first),
      secondShare: second < 0 ? 0 : share(second),
    };
  });
}

/** The least sure first, equal ones by ID. */
export const leastSureFirst = (samples: readonly Sureness[]): Sureness[] =>
  samples.toSorted((a, b) => a.firstShare - b.firstShare || a.index - b.index);

/** By likeliest component, ascending; in each the surest first. Components that no sample is likeliest of are left out. */
export function byComponent(samples: readonly Sureness[]): { label: number; indexes: number[] }[] {
  const groups = new Map<number, number[]>();
  for (const { first, index } of samples.toSorted(
    (a, b) => b.firstShare - a.firstShare || a.index - b.index,
  )) {
    const group = groups.get(first);
    if (group) group.push(index);
    else groups.set(first, [index]);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([label, indexes]) => ({ label, indexes }));
}

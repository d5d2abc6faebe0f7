/** Samples of one fact that have both a value and a cluster. */
export interface Groups {
  /** Places of the samples in the labelling. */
  places: Int32Array;
  /** (places): which of `labels` each is in. */
  groups: Int32Array;
  /** Clusters that have members here, ascending; noise (-1) is none. */
  labels: number[];
  /** Members of each. */
  sizes: Int32Array;
}

/** Samples that are in a cluster and have a value, by cluster. */
export function groupsOf(labels: ArrayLike<number>, hasValue: (place: number) => boolean): Groups {
  const places = Int32Array.from(
    Array.from({ length: labels.length }, (_, place) => place).filter(
      (place) => labels[place]! >= 0 && hasValue(place),
    ),
  );
  const names = [...new Set(Array.from(places, (place) => labels[place]!))].sort((a, b) => a - b);
  const numbers = new Map(names.map((name, i) => [name, i]));
  const groups = Int32Array.from(places, (place) => numbers.get(labels[place]!)!);
  const sizes = new Int32Array(names.length);
  for (const group of groups) sizes[group]! += 1;
  return { places, groups, labels: names, sizes };
}

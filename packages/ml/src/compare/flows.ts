import { matchClusters } from './matchClusters.ts';

/** The samples that are in one cluster of the first labelling and in one of the second. */
export interface Flow {
  from: number;
  to: number;
  count: number;
  /** Whether the two clusters are counterparts, or both noise (-1). */
  stays: boolean;
  /** Places of the first of these samples. */
  places: number[];
}

/**
 * Where the samples of each cluster are in another labelling, the largest flow first; of equals by their labels. Each
 * knows the places of at most `placesMost` of its samples. Throws RangeError where the lengths differ.
 */
export function flowsBetween(a: ArrayLike<number>, b: ArrayLike<number>, placesMost: number): Flow[] {
  const counterpart = new Map(matchClusters(a, b).map(({ first, second }) => [first, second]));
  counterpart.set(-1, -1);
  const flows = new Map<number, Map<number, Flow>>();
  for (let place = 0; place < a.length; place++) {
    const [from, to] = [a[place]!, b[place]!];
    const own = flows.get(from) ?? new Map<number, Flow>();
    flows.set(from, own);
    const flow = own.get(to) ?? { from, to, count: 0, stays: counterpart.get(from) === to, places: [] };
    own.set(to, flow);
    flow.count += 1;
    if (flow.places.length < placesMost) flow.places.push(place);
  }
  return [...flows.values()]
    .flatMap((own) => [...own.values()])
    .sort((x, y) => y.count - x.count || x.from - y.from || x.to - y.to);
}

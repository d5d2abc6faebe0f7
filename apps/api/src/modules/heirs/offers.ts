import { heirsBetween } from '@asterism/ml/compare';
import type { SamePictures } from './samePictures.ts';

/** A cluster of one clustering and its heir in another, by their labels. */
export interface Offer {
  from: number;
  to: number;
  /** Of the samples that both versions have. */
  jaccard: number;
  joined: Some;
  left: Some;
}

/** Samples of which the first are named. */
export interface Some {
  count: number;
  /** ID numbers, ascending; 200 at most. */
  indexes: number[];
}

export const SAMPLES_MAXIMUM = 200;
/** Two halves of a cluster drawn at random overlap by a third; a tenth is hardly the same cluster any more. */
const JACCARD_ABOVE = 0.1;

/**
 * The heir of each cluster, where they overlap by more than .1, with who joined it and who left. `same` is null where
 * both label one version.
 */
export function offersBetween(first: Int32Array, second: Int32Array, same: SamePictures | null): Offer[] {
  const shared = same ? sharedLabels(first, second, same) : { first, second };
  const offers = heirsBetween(shared.first, shared.second)
    .filter(({ jaccard }) => jaccard > JACCARD_ABOVE)
    .map(({ from, to, jaccard }): Offer => ({ from, to, jaccard, joined: none(), left: none() }));
  const byFrom = new Map(offers.map((offer) => [offer.from, offer]));
  const byTo = new Map<number, Offer[]>();
  for (const offer of offers) byTo.set(offer.to, [...(byTo.get(offer.to) ?? []), offer]);
  const places = same ? same.first.length : first.length;
  for (let place = 0; place < places; place++) {
    const [earlier, later] = same ? [same.first[place]!, same.second[place]!] : [place, place];
    // Undefined of what is in one version only.
    const [from, to] = [first[earlier], second[later]];
    const passedOn = from === undefined ? undefined : byFrom.get(from);
    if (passedOn && passedOn.to !== to) passedOn.left.indexes.push(earlier);
    for (const offer of to === undefined ? [] : (byTo.get(to) ?? []))
      if (offer.from !== from) offer.joined.indexes.push(later);
  }
  for (const { joined, left } of offers) for (const some of [joined, left]) keepFirst(some);
  return offers;
}

function sharedLabels(first: Int32Array, second: Int32Array, same: SamePictures) {
  const places = Int32Array.from(same.first.keys()).filter(
    (place) => same.first[place]! >= 0 && same.second[place]! >= 0,
  );
  return {
    first: places.map((place) => first[same.first[place]!]!),
    second: places.map((place) => second[same.second[place]!]!),
  };
}

const none = (): Some => ({ count: 0, indexes: [] });

function keepFirst(some: Some): void {
  some.count = some.indexes.length;
  some.indexes = [...Int32Array.from(some.indexes).sort().subarray(0, SAMPLES_MAXIMUM)];
}

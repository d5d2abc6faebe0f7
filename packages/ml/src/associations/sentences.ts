import { meanDirection } from './circularSpread.ts';
import type { CategoricalFact, CircularFact, Fact, NumericFact } from './facts.ts';
import type { Groups } from './groups.ts';

/** How much of a fact the clusters follow. */
export type Extent = 'none' | 'some' | 'strong';

/** What was found about one fact, in plain words and numbers; with the advice where it is a warning. */
export function sentenceOf(fact: Fact, groups: Groups, extent: Extent, isWarning: boolean): string {
  if (extent === 'none') return `No sign that the clusters follow ${fact.fact}.`;
  const verb = extent === 'strong' ? 'sort the images by' : 'differ somewhat in';
  const advice = isWarning && fact.advice ? ` ${fact.advice}` : '';
  return `The clusters ${verb} ${fact.fact}: ${evidence(fact, groups)}.${advice}`;
}

function evidence(fact: Fact, groups: Groups): string {
  switch (fact.kind) {
    case 'numeric':
      return mediansOf(fact, groups);
    case 'categorical':
      return sharesOf(fact, groups);
    case 'circular':
      return directionsOf(fact, groups);
  }
}

/** The places of each cluster's members that have a value. */
const members = ({ places, groups, labels }: Groups): { label: number; places: Int32Array }[] =>
  labels.map((label, group) => ({ label, places: places.filter((_, i) => groups[i] === group) }));

function mediansOf({ values, unit, isDate }: NumericFact, groups: Groups): string {
  const medians = members(groups)
    .map(({ label, places }) => ({ label, median: median(Float64Array.from(places, (i) => values[i]!)) }))
    .sort((a, b) => b.median - a.median);
  const say = (value: number) =>
    isDate ? new Date(value).toISOString().slice(0, 10) : `${short(value)}${unit ? ` ${unit}` : ''}`;
  const highest = medians[0]!;
  const lowest = medians.at(-1)!;
  return `median ${say(highest.median)} in cluster ${highest.label}, ${say(lowest.median)} in cluster ${lowest.label}`;
}

/** The two clusters that one word fills most, beyond its share in all. */
function sharesOf({ values }: CategoricalFact, groups: Groups): string {
  const all = countWords(Array.from(groups.places, (i) => values[i]!));
  return members(groups)
    .map(({ label, places }) => {
      const counts = [...countWords(Array.from(places, (i) => values[i]!))];
      const [word, share, lift] = counts
        .map(([w, count]): [string, number, number] => {
          const part = count / places.length;
          return [w, part, part - all.get(w)! / groups.places.length];
        })
        .reduce((a, b) => (b[2] > a[2] ? b : a));
      return { text: `${Math.round(share * 100)} % of cluster ${label} has ${word}`, lift };
    })
    .sort((a, b) => b.lift - a.lift)
    .slice(0, 2)
    .map(({ text }) => text)
    .join(', ');
}

/** The two clusters whose mean directions are farthest apart. */
function directionsOf({ values, periodDegrees }: CircularFact, groups: Groups): string {
  const means = members(groups).map(({ label, places }) => ({
    label,
    mean: meanDirection(
      Array.from(places, (i) => values[i]!),
      periodDegrees,
    ),
  }));
  const apart = (a: number, b: number) => Math.min(Math.abs(a - b), periodDegrees - Math.abs(a - b));
  const pairs = means.flatMap((a, i) => means.slice(i + 1).map((b) => [a, b] as const));
  const [a, b] = pairs.reduce((best, pair) =>
    apart(pair[0].mean, pair[1].mean) > apart(best[0].mean, best[1].mean) ? pair : best,
  );
  return `mean ${Math.round(a.mean)}° in cluster ${a.label}, ${Math.round(b.mean)}° in cluster ${b.label}`;
}

function countWords(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function median(values: Float64Array): number {
  const sorted = values.sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Three digits that count. */
const short = (value: number): string => String(Number(value.toPrecision(3)));

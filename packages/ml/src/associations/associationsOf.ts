import { createTurns } from '../linear/turns.ts';
import type { Random } from '../random/random.ts';
import { circularSpread } from './circularSpread.ts';
import { crossTable } from './crossTable.ts';
import type { Fact } from './facts.ts';
import { falseDiscovery } from './falseDiscovery.ts';
import { type Groups, groupsOf } from './groups.ts';
import { type AssociationTest, kruskalWallis } from './kruskalWallis.ts';
import { type Extent, sentenceOf } from './sentences.ts';

/** How far the clusters follow one fact. */
export interface Association {
  fact: string;
  /** What `value` is: an effect size from 0 (nothing) to 1. */
  statistic: 'epsilon squared' | "Cramer's V" | 'share of angular variance';
  value: number;
  /** Corrected for how many facts were tried (Benjamini-Hochberg). */
  pValue: number;
  /** 0 to 1, comparable between kinds of facts: share explained beyond chance, of the most possible. */
  strength: number;
  isNuisance: boolean;
  /** A nuisance that the clusters follow strongly. */
  isWarning: boolean;
  sentence: string;
  /** Samples that are in a cluster and have the fact. */
  sampleCount: number;
}

/** A fact that could not be tried; it does not count among those that were. */
export interface SkippedFact {
  fact: string;
  reason: 'TOO_FEW_SAMPLES' | 'ALL_EQUAL' | 'ALL_DIFFERENT' | 'TOO_MANY_FACTS';
}

export interface Associations {
  /** Warnings first, then the strongest first. */
  associations: Association[];
  skipped: SkippedFact[];
  /** Samples that were looked at: all of them, or `samplesMaximum`. */
  sampleCount: number;
  /** Those of them that are noise, and so in no group. */
  noiseCount: number;
}

export interface AssociationOptions {
  random: Random;
  signal?: AbortSignal;
  /** Above so many samples a seeded draw of that many stands for all. */
  samplesMaximum?: number;
}

/** An effect is known to .01 by so many, and a fact whose p needs random assignments takes a tenth of a second. */
export const ASSOCIATION_SAMPLES_MAXIMUM = 5000;
/** More cards than a header has that differ between samples; the first ones are tried. */
export const FACTS_MAXIMUM = 300;
const LEAST_SAMPLES = 10;
const SIGNIFICANT = 0.05;
// The square of .6, from which a correlation is called strong (Rea & Parker 1992).
const STRONG = 0.36;

interface Tried {
  fact: Fact;
  groups: Groups;
  test: AssociationTest;
}

/**
 * Which facts the clusters follow. Numbers by Kruskal-Wallis, words by chi-squared, angles by a permutation test of
 * their vectors; p-values corrected by Benjamini & Hochberg, since facts that move together (exposure and noise) would
 * make Holm's correction too strict, and a reader looks at the whole list. A warning is a nuisance with a corrected
 * p up to .05 and a strength from .36. Noise (-1) is no cluster and stays out; so do samples without the fact. Fewer
 * than two clusters have no associations.
 *
 * Throws RangeError where a fact has not one value for each label, and the signal's reason.
 */
export async function associationsOf(
  labels: ArrayLike<number>,
  facts: readonly Fact[],
  { random, signal, samplesMaximum = ASSOCIATION_SAMPLES_MAXIMUM }: AssociationOptions,
): Promise<Associations> {
  const looked = drawLabels(labels, samplesMaximum, random);
  const tried: Tried[] = [];
  const skipped: SkippedFact[] = [];
  const turns = createTurns(signal);
  for (const [place, fact] of facts.entries()) {
    await turns();
    if (fact.values.length !== labels.length)
      throw new RangeError(
        `${fact.values.length} values of ${fact.fact} do not fit ${labels.length} labels.`,
      );
    const result = place < FACTS_MAXIMUM ? tryFact(looked.labels, fact, random) : 'TOO_MANY_FACTS';
    if (typeof result === 'string') skipped.push({ fact: fact.fact, reason: result });
    else tried.push(result);
  }
  signal?.throwIfAborted();
  const corrected = falseDiscovery(tried.map(({ test }) => test.pValue));
  const associations = tried
    .map((one, i) => report(one, corrected[i]!))
    .sort(
      (a, b) => Number(b.isWarning) - Number(a.isWarning) || b.strength - a.strength || a.pValue - b.pValue,
    );
  const { sampleCount, noiseCount } = looked;
  return { associations, skipped, sampleCount, noiseCount };
}

/** Labels with all but the drawn samples' made noise, and how many of the drawn ones are. */
function drawLabels(labels: ArrayLike<number>, maximum: number, random: Random) {
  const own = Int32Array.from(labels);
  const order = Int32Array.from(own.keys());
  if (own.length > maximum) random.shuffle(order);
  const drawn = order.subarray(0, maximum);
  const noiseCount = drawn.filter((place) => own[place]! < 0).length;
  for (const place of order.subarray(maximum)) own[place] = -1;
  return { labels: own, sampleCount: drawn.length, noiseCount };
}

function tryFact(labels: Int32Array, fact: Fact, random: Random): Tried | SkippedFact['reason'] {
  const groups = groupsOf(labels, (place) => isKnown(fact.values[place]));
  if (groups.places.length < LEAST_SAMPLES || groups.labels.length < 2) return 'TOO_FEW_SAMPLES';
  const distinct = new Set(Array.from(groups.places, (place) => fact.values[place]!));
  if (distinct.size === 1) return 'ALL_EQUAL';
  // Names of files and the like: hardly a word occurs twice.
  if (fact.kind === 'categorical' && distinct.size > groups.places.length / 2) return 'ALL_DIFFERENT';
  return { fact, groups, test: testOf(fact, groups, random) };
}

const isKnown = (value: string | number | null | undefined): boolean =>
  typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string';

function testOf(fact: Fact, { places, groups, sizes }: Groups, random: Random): AssociationTest {
  switch (fact.kind) {
    case 'numeric':
      return kruskalWallis(
        Float64Array.from(places, (place) => fact.values[place]!),
        groups,
        sizes,
        random,
      );
    case 'categorical': {
      const words = Array.from(places, (place) => fact.values[place]!);
      const numbers = new Map([...new Set(words)].map((word, i) => [word, i]));
      const categories = Int32Array.from(words, (word) => numbers.get(word)!);
      return crossTable(categories, numbers.size, groups, sizes, random);
    }
    case 'circular': {
      const angles = Float64Array.from(places, (place) => fact.values[place]!);
      return circularSpread(angles, fact.periodDegrees, groups, sizes, random);
    }
  }
}

const STATISTICS = {
  numeric: 'epsilon squared',
  categorical: "Cramer's V",
  circular: 'share of angular variance',
} as const;

function report({ fact, groups, test }: Tried, pValue: number): Association {
  const extent: Extent = pValue > SIGNIFICANT ? 'none' : test.strength >= STRONG ? 'strong' : 'some';
  const isWarning = fact.isNuisance && extent === 'strong';
  return {
    fact: fact.fact,
    statistic: STATISTICS[fact.kind],
    value: test.value,
    pValue,
    strength: test.strength,
    isNuisance: fact.isNuisance,
    isWarning,
    sentence: sentenceOf(fact, groups, extent, isWarning),
    sampleCount: groups.places.length,
  };
}

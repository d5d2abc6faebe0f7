import { describe, expect, test, vi } from 'vitest';
import reference from '../../fixtures/associations.json' with { type: 'json' };
import { createRandom } from '../random/random.ts';
import { associationsOf } from './associationsOf.ts';
import { chiSquaredTail } from './chiSquaredTail.ts';
import { circularSpread, meanDirection } from './circularSpread.ts';
import { crossTable } from './crossTable.ts';
import type { Fact } from './facts.ts';
import { falseDiscovery } from './falseDiscovery.ts';
import { groupsOf } from './groups.ts';
import { kruskalWallis } from './kruskalWallis.ts';

const options = () => ({ random: createRandom(1) });
const everyone = (labels: readonly number[]) => groupsOf(labels, () => true);
const close = (ours: number, theirs: number, relative: number) =>
  expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(relative * Math.abs(theirs));

describe('SciPy says the same', () => {
  test('chi-squared tails, down to the smallest', () => {
    for (const { x, degrees, pValue } of reference.tails)
      if (pValue > 1e-300) close(chiSquaredTail(x, degrees), pValue, 1e-11);
    expect(chiSquaredTail(1e6, 3)).toBe(0);
    expect(() => chiSquaredTail(1, 0)).toThrow(RangeError);
    expect(() => chiSquaredTail(Number.NaN, 2)).toThrow(RangeError);
  });

  test.each(reference.numeric)('kruskal: $name', ({ name, labels, values, ...theirs }) => {
    const { groups, sizes } = everyone(labels);
    const found = kruskalWallis(Float64Array.from(values), groups, sizes, createRandom(1));
    close(found.statistic, theirs.statistic, 1e-12);
    close(found.value, theirs.statistic / (values.length - 1), 1e-12);
    // Groups of 3 and 4: p is of random assignments, and the chi-squared distribution's is only near it.
    if (name === 'smallGroups') expect(found.pValue).toBeLessThan(0.001);
    else close(found.pValue, theirs.pValue, 1e-10);
    if (name === 'sorted') expect(found.strength).toBeCloseTo(1, 12);
    if (name === 'unrelated') expect(found.strength).toBe(0);
  });

  test.each(reference.categorical)('chi2_contingency: $name', ({ name, labels, values, ...theirs }) => {
    const { groups, sizes } = everyone(labels);
    const words = [...new Set(values)];
    const categories = Int32Array.from(values, (word) => words.indexOf(word));
    const found = crossTable(categories, words.length, groups, sizes, createRandom(1));
    close(found.statistic, theirs.statistic, 1e-12);
    close(found.value, theirs.cramersV, 1e-12);
    if (theirs.leastExpected >= 5) close(found.pValue, theirs.pValue, 1e-10);
    else expect(found.pValue).toBe(1e-4);
    if (name === 'sorted') expect(found.strength).toBeCloseTo(1, 12);
  });

  test.each(reference.circular)('angles: $name', ({ labels, values, ...theirs }) => {
    const { groups, sizes } = everyone(labels);
    const found = circularSpread(Float64Array.from(values), 180, groups, sizes, createRandom(1));
    close(found.value, theirs.share, 1e-11);
    expect(Math.abs(found.pValue - theirs.pValue)).toBeLessThan(0.1 * theirs.pValue + 1e-4);
    theirs.means.forEach((mean, label) => {
      const own = values.filter((_, i) => labels[i] === label);
      expect(meanDirection(own, 180)).toBeCloseTo(mean, 9);
    });
  });

  test('false discovery', () => {
    for (const { pValues, adjusted } of reference.falseDiscovery)
      falseDiscovery(pValues).forEach((value, i) => {
        close(value, adjusted[i]!, 1e-12);
      });
    expect(falseDiscovery([])).toEqual([]);
  });
});

describe('random assignments', () => {
  test('agree with the distribution where both hold', () => {
    const random = createRandom(3);
    const pValues = Array.from({ length: 40 }, () => {
      const labels = Array.from({ length: 60 }, () => random.int(3));
      const { groups, sizes } = everyone(labels);
      const angles = Float64Array.from(labels, () => random.next() * 180);
      return circularSpread(angles, 180, groups, sizes, random).pValue;
    });
    // Unrelated angles have every p equally often.
    const mean = pValues.reduce((sum, p) => sum + p, 0) / pValues.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.15);
  });

  test('sixty words by chance are no strong fact, large though V is', () => {
    const random = createRandom(2);
    const { groups, sizes } = everyone(Array.from({ length: 150 }, () => random.int(3)));
    const words = random.shuffle(Int32Array.from({ length: 150 }, (_, i) => i % 60));
    const found = crossTable(words, 60, groups, sizes, random);
    expect(found.value).toBeGreaterThan(0.5);
    expect(found.strength).toBeLessThan(0.1);
    expect(found.pValue).toBeGreaterThan(0.01);
  });
});

describe('what clusters follow', () => {
  const random = createRandom(11);
  const labels = Array.from({ length: 90 }, (_, i) => (i % 10 === 9 ? -1 : i % 3));
  const follow = (spread: number) => labels.map((label) => 4 - 1.5 * label + spread * random.normal());
  const facts: Fact[] = [
    { fact: 'tilt', kind: 'numeric', isNuisance: true, values: labels.map(() => random.next()), unit: '°' },
    {
      fact: 'brightness',
      kind: 'numeric',
      isNuisance: true,
      values: follow(0.2),
      unit: 'Jy',
      advice: 'Normalise.',
    },
    { fact: 'age', kind: 'numeric', isNuisance: false, values: follow(0.2) },
    {
      fact: 'orientation',
      kind: 'circular',
      isNuisance: true,
      periodDegrees: 180,
      values: labels.map((label) => (175 + 30 * label + 3 * random.normal()) % 180),
    },
    {
      fact: 'TELESCOP',
      kind: 'categorical',
      isNuisance: true,
      values: labels.map((label) => (label === 2 ? 'VLA' : 'ALMA')),
    },
    { fact: 'FILE', kind: 'categorical', isNuisance: true, values: labels.map((_, i) => `${i}.fits`) },
    { fact: 'BITPIX', kind: 'numeric', isNuisance: true, values: labels.map(() => -32) },
    {
      fact: 'SEEING',
      kind: 'numeric',
      isNuisance: true,
      values: labels.map((_, i) => (i < 8 ? i : Number.NaN)),
    },
  ];

  test('nuisances are warnings with a sentence; what the catalogue says is none', async () => {
    const { associations, skipped, sampleCount, noiseCount } = await associationsOf(labels, facts, options());
    const of = (name: string) => associations.find(({ fact }) => fact === name)!;
    expect([sampleCount, noiseCount]).toEqual([90, 9]);
    expect(associations.filter(({ isWarning }) => isWarning).map(({ fact }) => fact)).toHaveLength(3);
    expect(of('brightness').sentence).toMatch(
      /^The clusters sort the images by brightness: median (4|3\.9|4\.0)\d* Jy in cluster 0, [01.]+\d* Jy in cluster 2\. Normalise\.$/,
    );
    expect(of('age')).toMatchObject({ isWarning: false, isNuisance: false });
    expect(of('age').strength).toBeGreaterThan(0.9);
    expect(of('age').sentence).toMatch(/^The clusters sort the images by age: /);
    expect(of('TELESCOP').sentence).toBe(
      'The clusters sort the images by TELESCOP: 100 % of cluster 2 has VLA, 100 % of cluster 0 has ALMA.',
    );
    expect(of('orientation').sentence).toMatch(/mean 17\d° in cluster 0, 5\d° in cluster 2\.$/);
    expect(of('tilt')).toMatchObject({
      isWarning: false,
      sentence: 'No sign that the clusters follow tilt.',
    });
    expect(skipped).toEqual([
      { fact: 'FILE', reason: 'ALL_DIFFERENT' },
      { fact: 'BITPIX', reason: 'ALL_EQUAL' },
      { fact: 'SEEING', reason: 'TOO_FEW_SAMPLES' },
    ]);
  });

  test('noise is no group: it is counted, and what it differs by is no association', async () => {
    const values = labels.map((label, i) => (label === -1 ? 1000 : 0) + (i % 5));
    const faint: Fact[] = [{ fact: 'faint', kind: 'numeric', isNuisance: true, values }];
    const found = await associationsOf(labels, faint, options());
    expect(found.noiseCount).toBe(9);
    expect(found.associations[0]).toMatchObject({ isWarning: false, sampleCount: 81 });
    const all = await associationsOf(
      labels.map((label) => label + 1),
      faint,
      options(),
    );
    expect(all.noiseCount).toBe(0);
    expect(all.associations[0]!.pValue).toBeLessThan(0.01);
  });

  test('a fact sorted completely is strong, however few samples a cluster has', async () => {
    const few = Array.from({ length: 100 }, (_, i) => (i < 8 ? 1 : 0));
    const values = few.map((label, i) => label * 100 + (i % 7));
    const found = await associationsOf(
      few,
      [{ fact: 'noise', kind: 'numeric', isNuisance: true, values }],
      options(),
    );
    expect(found.associations[0]).toMatchObject({ isWarning: true });
    expect(found.associations[0]!.value).toBeLessThan(0.3);
  });

  test('of a hundred unrelated facts hardly one is called associated', async () => {
    const unrelated = Array.from(
      { length: 100 },
      (_, i): Fact => ({
        fact: `f${i}`,
        kind: 'numeric',
        isNuisance: true,
        values: labels.map(() => random.normal()),
      }),
    );
    const { associations } = await associationsOf(labels, unrelated, options());
    expect(associations.filter(({ pValue }) => pValue <= 0.05).length).toBeLessThan(2);
    expect(associations.some(({ isWarning }) => isWarning)).toBe(false);
  });

  test('one cluster follows nothing; permuted samples and new names for the clusters change nothing', async () => {
    const one = await associationsOf(
      labels.map((label) => Math.min(label, 0)),
      facts,
      options(),
    );
    expect(one.associations).toEqual([]);
    const numbers = facts.filter((fact) => fact.kind === 'numeric');
    const order = createRandom(4).shuffle(labels.map((_, i) => i));
    const permuted = await associationsOf(
      order.map((i) => labels[i]!),
      numbers.map((fact) => ({ ...fact, values: order.map((i) => fact.values[i]!) })),
      options(),
    );
    const straight = await associationsOf(labels, numbers, options());
    permuted.associations.forEach((found, i) => {
      const { value, ...rest } = straight.associations[i]!;
      expect(found).toMatchObject({ fact: rest.fact, isWarning: rest.isWarning, sentence: rest.sentence });
      close(found.value, value, 1e-12);
    });
  });

  test('of many samples a draw is looked at; the same seed draws the same, without Math.random', async () => {
    const asked = vi.spyOn(Math, 'random').mockImplementation(() => {
      throw new Error('Math.random');
    });
    const find = () => associationsOf(labels, facts.slice(0, 4), { ...options(), samplesMaximum: 40 });
    const first = await find();
    expect(first.sampleCount).toBe(40);
    expect(first.noiseCount).toBeGreaterThan(0);
    expect(first.associations[0]!.sampleCount).toBe(40 - first.noiseCount);
    expect(await find()).toEqual(first);
    asked.mockRestore();
  });

  test('facts of other samples are refused, and an abort is heard', async () => {
    await expect(associationsOf([0, 1], facts, options())).rejects.toThrow(RangeError);
    const signal = AbortSignal.abort(new Error('Stop.'));
    await expect(associationsOf(labels, facts, { ...options(), signal })).rejects.toThrow('Stop.');
  });
});

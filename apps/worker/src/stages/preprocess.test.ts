import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBlobStore } from '@asterism/blobs';
import { writeFits } from '@asterism/fits';
import { defaultAlgebra, measureSample } from '@asterism/ml';
import { type PreprocessingParams, preprocessingParams } from '@asterism/ml/params';
import { generateDisc } from '@asterism/testkit';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { readFloat32, type TaskContext } from '../child/context.ts';
import type { TaskOf } from '../children/tasks.ts';
import { PixelMemory } from '../import/pixelMemory.ts';
import { readFile } from '../import/readFile.ts';
import { preprocess } from './preprocess.ts';
import { extremesOf, type ListedSample, packPage } from './samplePages.ts';

const SIZE = 160;
const folder = mkdtempSync(join(tmpdir(), 'asterism-preprocess-'));
const blobs = openBlobStore(folder);
afterAll(() => rmSync(folder, { recursive: true }));

const contextWith = (given: Partial<Pick<TaskContext, 'signal' | 'report'>> = {}): TaskContext => ({
  blobs,
  get backend(): never {
    throw new Error('Nothing here is trained.');
  },
  linear: defaultAlgebra(),
  signal: new AbortController().signal,
  report: () => undefined,
  ...given,
});
const record = z.array(
  z.object({ index: z.number(), steps: z.array(z.string()), placement: z.object({ center: z.unknown() }) }),
);

async function importAs(index: number, data: Float32Array) {
  const { sha256 } = await blobs.put(writeFits([{ data, shape: [4, SIZE, SIZE] }]));
  const fileName = `disc-${index}.fits`;
  const wish = { hdus: null, planes: null, channelAxis: null };
  const { sources, width, height, alignment, percentiles, ...facts } = await readFile(
    blobs,
    [{ fileName, sha256 }],
    { wish, folder: null },
    { memory: new PixelMemory(), onCopied: () => undefined },
  );
  const extremes = extremesOf(percentiles, facts);
  return { index, sources, width, height, alignment, extremes };
}

const taskOf = (list: readonly ListedSample[], params: PreprocessingParams): TaskOf<'PREPROCESS'> => ({
  kind: 'PREPROCESS',
  sampleCount: list.length,
  pages: list.map((sample) => packPage([sample])),
  params,
});
const run = (list: readonly ListedSample[], params: PreprocessingParams) =>
  preprocess(taskOf(list, params), contextWith());

test('samples are aligned by what was measured at import, and what was done is recorded', async () => {
  const disc = generateDisc({ index: 2, seed: 4, size: SIZE });
  const empty = Float32Array.from(disc.data, (_, i) => ((i * 7919) % 97) / 97);
  const samples = [await importAs(0, disc.data), await importAs(1, empty)];
  const measured = measureSample({ data: disc.data, channels: 4, width: SIZE, height: SIZE });
  expect(samples.map(({ alignment }) => alignment.source)).toEqual([measured, null]);

  const params = preprocessingParams.parse({ channels: [0, 2], alignment: 'DEPROJECT', size: 64 });
  const result = await run(samples, params);
  expect(result.images.shape).toEqual([2, 2, 64, 64]);
  const done = record.parse(JSON.parse(Buffer.from(await blobs.read(result.record!.sha256)).toString()));
  expect(done.map(({ index }) => index)).toEqual([0, 1]);
  expect(done[0]!.placement.center).toEqual({ x: measured!.x, y: measured!.y });
  expect(done[0]!.steps.join()).toMatch(/moved by .*turned by .*stretched by/s);
  expect(done[1]!.steps.join()).toMatch(/no source could be measured/);

  // The sample without a source is as without alignment.
  const plain = await run(samples, { ...params, alignment: 'NONE' });
  const [aligned, unaligned] = [
    await readFloat32(blobs, result.images),
    await readFloat32(blobs, plain.images),
  ];
  expect(aligned.slice(2 * 64 * 64)).toEqual(unaligned.slice(2 * 64 * 64));
  expect(aligned.slice(0, 64 * 64)).not.toEqual(unaligned.slice(0, 64 * 64));

  // Samples from before sources were measured are measured on the way, to the same bytes.
  const old = await run(
    samples.map((sample) => ({ ...sample, alignment: null })),
    params,
  );
  expect(old).toEqual(result);
});

test('what import found spares reading, and gives the same bytes', async () => {
  const discs = [3, 5].map((index) => generateDisc({ index, seed: 4, size: SIZE }).data);
  // One pixel was not measured, one is infinite.
  discs[1]![7 * SIZE + 9] = Number.NaN;
  discs[1]![3 * SIZE * SIZE + 80 * SIZE + 80] = Number.POSITIVE_INFINITY;
  const samples = [await importAs(0, discs[0]!), await importAs(1, discs[1]!)];
  for (const normalization of ['GLOBAL', 'PER_CHANNEL'])
    for (const channels of [[3], [1, 0]]) {
      const params = preprocessingParams.parse({ channels, normalization, size: 48 });
      const known = await run(samples, params);
      expect(
        await run(
          samples.map((sample) => ({ ...sample, extremes: null })),
          params,
        ),
      ).toEqual(known);
    }
  const zero = { channelCount: 2, constantChannels: [1] };
  expect(extremesOf([1, 2, 3, 0, 0, 0], zero)).toBeNull();
  expect(extremesOf([0, 2, 3, 5, 5, 5], zero)).toEqual([
    { lower: 0, upper: 3 },
    { lower: 5, upper: 5 },
  ]);
});

test('an abort between two samples ends it, and nothing is left', async () => {
  const samples = [await importAs(0, generateDisc({ index: 1, seed: 4, size: SIZE }).data)];
  const controller = new AbortController();
  const stopped = preprocess(
    taskOf([...samples, ...samples, ...samples], preprocessingParams.parse({ channels: [0] })),
    contextWith({
      signal: controller.signal,
      report: () => controller.abort(new Error('Enough.')),
    }),
  );
  await expect(stopped).rejects.toThrow('Enough.');
  expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBlobStore } from '@asterism/blobs';
import { writeFits } from '@asterism/fits';
import { measureSample } from '@asterism/ml';
import { preprocessingParams } from '@asterism/ml/params';
import { generateDisc } from '@asterism/testkit';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { readFloat32, type TaskContext } from '../child/context.ts';
import { PixelMemory } from '../import/pixelMemory.ts';
import { readFile } from '../import/readFile.ts';
import { preprocess } from './preprocess.ts';
import { extremesOf, type ListedSample, packPage } from './samplePages.ts';

const SIZE = 160;
const folder = mkdtempSync(join(tmpdir(), 'asterism-preprocess-'));
const blobs = openBlobStore(folder);
afterAll(() => rmSync(folder, { recursive: true }));

const context: TaskContext = {
  blobs,
  get backend(): never {
    throw new Error('Nothing here is trained.');
  },
  signal: new AbortController().signal,
  report: () => undefined,
};
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

test('samples are aligned by what was measured at import, and what was done is recorded', async () => {
  const disc = generateDisc({ index: 2, seed: 4, size: SIZE });
  const empty = Float32Array.from(disc.data, (_, i) => ((i * 7919) % 97) / 97);
  const samples = [await importAs(0, disc.data), await importAs(1, empty)];
  const measured = measureSample({ data: disc.data, channels: 4, width: SIZE, height: SIZE });
  expect(samples.map(({ alignment }) => alignment.source)).toEqual([measured, null]);

  const params = preprocessingParams.parse({ channels: [0, 2], alignment: 'DEPROJECT', size: 64 });
  const run = (list: readonly ListedSample[], some = params) =>
    preprocess(
      {
        kind: 'PREPROCESS',
        sampleCount: list.length,
        pages: list.map((sample) => packPage([sample])),
        params: some,
      },
      context,
    );
  const result = await run(samples);
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
  const old = await run(samples.map((sample) => ({ ...sample, alignment: null })));
  expect(old).toEqual(result);
});

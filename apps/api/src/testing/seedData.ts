import { createHash } from 'node:crypto';
import type { BlobStore } from '@asterism/blobs';
import type { DatasetVersion, Db } from '@asterism/db';
import { writeFits } from '@asterism/fits';

export interface SampleSeed {
  channels?: number;
  constantChannels?: number[];
  /** Of its measured source; without one there is none. */
  quality?: number;
}

const PERCENTILES = [0, 0.1, 0.2, 1, 5, 10, 15, 19, 19.5, 19.8, 20];
const SIZE = 8;

const SOURCE = { channel: 0, x: 4, y: 3, angleDegrees: 30, axisRatio: 0.5, tiltDegrees: 60, radius: 3 };

let count = 0;

/** A READY version of these samples, each a file of 8 x 8 pixels: channel c holds c * 100 + the pixel's number. */
export async function seedVersion(
  { db, blobs }: { db: Db; blobs: BlobStore },
  workspaceId: string,
  samples: readonly SampleSeed[],
): Promise<DatasetVersion & { globalId: string }> {
  count++;
  const channelCounts = new Set(samples.map(({ channels = 4 }) => channels));
  const version = await db.datasetVersion.create({
    data: {
      dataset: { create: { workspaceId, name: `Discs ${count}` } },
      number: 1,
      status: 'READY',
      progress: 1,
      request: {},
      contentHash: hash(`version ${count}`),
      sampleCount: samples.length,
      channelCount: channelCounts.size === 1 ? [...channelCounts][0]! : null,
      width: SIZE,
      height: SIZE,
    },
  });
  for (const [index, sample] of samples.entries())
    await seedSample({ db, blobs }, { workspaceId, versionId: version.id, index }, sample);
  return { ...version, globalId: Buffer.from(`DatasetVersion:${version.id}`).toString('base64') };
}

/** A version 2 of the same pictures in this order; a place where the first has no sample holds somebody else's picture. */
export async function seedNextVersion(
  { db }: { db: Db },
  { id, datasetId }: Pick<DatasetVersion, 'id' | 'datasetId'>,
  order: readonly number[],
): Promise<DatasetVersion> {
  const samples = await db.sample.findMany({ where: { versionId: id }, orderBy: { index: 'asc' } });
  const other = order.every((place) => samples[place])
    ? null
    : await db.sample.findFirstOrThrow({ where: { versionId: { not: id } } });
  return db.datasetVersion.create({
    data: {
      datasetId,
      number: 2,
      status: 'READY',
      request: {},
      sampleCount: order.length,
      samples: {
        create: order.map((place, index) => ({
          index,
          fileName: `later-${index}.fits`,
          contentId: samples[place]?.contentId ?? other?.contentId ?? '',
        })),
      },
    },
  });
}

async function seedSample(
  { db, blobs }: { db: Db; blobs: BlobStore },
  { workspaceId, versionId, index }: { workspaceId: string; versionId: string; index: number },
  { channels = 4, constantChannels = [], quality }: SampleSeed,
): Promise<void> {
  const pixels = Float32Array.from(
    { length: channels * SIZE * SIZE },
    (_, i) => Math.floor(i / (SIZE * SIZE)) * 100 + (i % (SIZE * SIZE)) + index / 1000,
  );
  const raw = new Uint8Array(pixels.buffer);
  const file = await blobs.put(writeFits([{ data: pixels, shape: [channels, SIZE, SIZE] }]));
  const preview = await blobs.put(raw);
  const fileName = `disc-${index}.fits`;
  await db.sample.create({
    data: {
      version: { connect: { id: versionId } },
      index,
      fileName,
      content: {
        create: {
          workspaceId,
          contentHash: hash(`${versionId} ${index}`),
          sources: Array.from({ length: channels }, (_, channel) => ({
            fileName,
            sha256: file.sha256,
            hdu: 0,
            plane: channel,
            channelAxis: 0,
            channel,
          })),
          header: [{ keyword: 'SIMPLE', value: true, comment: null }],
          hdus: [
            {
              index: 0,
              type: 'PRIMARY',
              name: null,
              shape: [channels, SIZE, SIZE],
              bitpix: -32,
              compression: null,
            },
          ],
          channelCount: channels,
          width: SIZE,
          height: SIZE,
          nanCount: 0,
          constantChannels,
          alignment: { source: quality === undefined ? null : { ...SOURCE, quality } },
          pixelsSha256: hash(raw),
          previewSha256: preview.sha256,
          previewWidth: SIZE,
          previewHeight: SIZE,
          percentiles: Array.from({ length: channels }, (_, channel) =>
            PERCENTILES.map((value) => channel * 100 + value),
          ).flat(),
        },
      },
    },
  });
}

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

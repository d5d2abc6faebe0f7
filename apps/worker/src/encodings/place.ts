import type { BlobStore } from '@asterism/blobs';
import { createAssigner, type Matrix, pcaPositions, shareBelow } from '@asterism/ml';
import { putArray, readFloat32, readInt32, type TaskRunner } from '../child/context.ts';
import type { TaskOf } from '../children/tasks.ts';
import { readLatents } from '../stages/latents.ts';

const NEIGHBOURS = 5;
// Against 100,000 samples of 16 numbers an image takes 2 ms: between so many of them an abort is heard.
const IMAGES_AT_ONCE = 32;

/** Where new latents fall among those of the samples that the model was trained on. */
export const place: TaskRunner<'PLACE'> = async (task, { blobs, signal, report }) => {
  const points = await readLatents(blobs, task.trained.latents);
  const labels = await readInt32(blobs, task.trained.labels);
  const { cols } = points;
  const latents: Matrix<Float32Array> = { data: task.latents, rows: task.latents.length / cols, cols };
  const assigner = createAssigner({ points, labels }, latents, {
    algorithm: task.algorithm,
    neighbours: NEIGHBOURS,
  });
  const errorShareOf = await errorShares(blobs, task);
  const images = [];
  for (let row = 0; row < latents.rows; row++) {
    const { neighbours, ...assigned } = assigner.assign(row);
    images.push({
      row,
      ...assigned,
      neighbours: neighbours.map(({ row: index, distance }) => ({ index, distance })),
      reconstructionError: task.errors?.[row] ?? null,
      errorShare: errorShareOf(row),
    });
    if (row % IMAGES_AT_ONCE !== IMAGES_AT_ONCE - 1) continue;
    report({ type: 'progress', fraction: (row + 1) / latents.rows });
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  }
  return {
    latents: await putArray(blobs, latents.data, [latents.rows, cols]),
    coordinates: await coordinatesOf(blobs, points, { task, latents }),
    images,
  };
};

/** For a row, the share of the samples trained on whose reconstruction is better; null where the model does not decode. */
async function errorShares(
  blobs: BlobStore,
  { trained, errors }: TaskOf<'PLACE'>,
): Promise<(row: number) => number | null> {
  if (!trained.errors || !errors) return () => null;
  const ascending = Float64Array.from(await readFloat32(blobs, trained.errors)).sort();
  return (row) => shareBelow(ascending, errors[row]!);
}

async function coordinatesOf(
  blobs: BlobStore,
  points: Matrix,
  { task, latents }: { task: TaskOf<'PLACE'>; latents: Matrix },
) {
  const { coordinates } = task.trained;
  const found = coordinates && (await pcaPositions(points, await readFloat32(blobs, coordinates), latents));
  return found && putArray(blobs, found, [latents.rows, 2]);
}

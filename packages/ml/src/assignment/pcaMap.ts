import type { Matrix } from '../matrix/matrix.ts';
import { fitPca } from '../pca/pca.ts';

// Float32 coordinates, as they are stored, against the map's extent.
const TOLERANCE = 1e-5;

/**
 * Positions of new points on a map that was made of `points` by principal components: Float32 (rows, 2). The components
 * are found again, which gives the same ones from the same points. Null where they do not lead to the map's own
 * `coordinates`, Float32 (points, 2): then it was made in another way, and a position on it would be wrong.
 */
export async function pcaPositions(
  points: Matrix,
  coordinates: Float32Array,
  newPoints: Matrix,
): Promise<Float32Array | null> {
  const { transform } = await fitPca(points, { nComponents: 2 });
  const own = (await transform(points)).data;
  const extent = coordinates.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const isSame =
    own.length === coordinates.length &&
    own.every((value, i) => Math.abs(value - coordinates[i]!) <= TOLERANCE * extent);
  return isSame ? Float32Array.from((await transform(newPoints)).data) : null;
}

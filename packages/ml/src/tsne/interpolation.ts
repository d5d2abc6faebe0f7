import type { Repulsion } from './forces.ts';
import { gridOf, NODES, Placement } from './grid.ts';
import { PushField } from './pushField.ts';

/**
 * Repulsion by interpolation on a grid (Linderman, Rachh, Hoskins, Steinerberger & Kluger 2019, FIt-SNE): rows are spread
 * over the nodes around them, what the nodes do to each other is a convolution, done by Fourier transforms, and the rows
 * read off what is done to the nodes around them. Its time grows with the rows and with the area of the map, not with
 * pairs.
 *
 * Departs from it in three ways. The nodes around a row are those nearest to it, not those of a fixed box: a fifth of the
 * error at the same distance of nodes. The pushes themselves are the kernel, instead of four potentials of which they are
 * differences, and the sum of q comes from the transforms (Parseval): two transforms instead of eight.
 */
export function createInterpolation(rows: number): Repulsion {
  const placement = new Placement(rows);
  let field: PushField | null = null;
  return (positions, pushes) => {
    const grid = gridOf(positions);
    if (field?.grid.size !== grid.size || field.grid.spacing !== grid.spacing) field = new PushField(grid);
    placement.place(positions, grid);
    field.clear();
    spread(placement, field);
    const total = field.convolve();
    read(placement, field, pushes);
    return total - ownAffinity(placement, grid.spacing);
  };
}

/**
 * What q comes to between every row and itself by way of its nodes, summed: not quite 1 each, which matters where rows
 * are few for the map's size.
 */
function ownAffinity({ weights, rows }: Placement, spacing: number): number {
  const q = Float64Array.from({ length: NODES * NODES }, (_, at) => {
    const [dx, dy] = [(at % NODES) * spacing, Math.floor(at / NODES) * spacing];
    return 1 / (1 + dx * dx + dy * dy);
  });
  const along = new Float64Array(2 * NODES);
  let total = 0;
  for (let i = 0; i < rows; i++) {
    along.fill(0);
    // How much weight is on pairs of nodes so many spacings apart, along x and along y.
    for (let axis = 0; axis < 2 * NODES; axis += NODES)
      for (let n = 0; n < NODES; n++)
        for (let m = 0; m < NODES; m++)
          along[axis + Math.abs(n - m)]! +=
            weights[2 * NODES * i + axis + n]! * weights[2 * NODES * i + axis + m]!;
    for (let n = 0; n < NODES; n++)
      for (let m = 0; m < NODES; m++) total += along[m]! * along[NODES + n]! * q[n * NODES + m]!;
  }
  return total;
}

function spread({ corners, weights, rows }: Placement, { values, stride }: PushField): void {
  for (let i = 0; i < rows; i++) {
    const at = 2 * NODES * i;
    for (let n = 0; n < NODES; n++) {
      const across = weights[at + NODES + n]!;
      let node = 2 * (corners[i]! + n * stride);
      for (let m = 0; m < NODES; m++, node += 2) values[node]! += weights[at + m]! * across;
    }
  }
}

function read(
  { corners, weights, rows }: Placement,
  { values, stride }: PushField,
  pushes: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    const at = 2 * NODES * i;
    let fx = 0;
    let fy = 0;
    for (let n = 0; n < NODES; n++) {
      const across = weights[at + NODES + n]!;
      let node = 2 * (corners[i]! + n * stride);
      for (let m = 0; m < NODES; m++, node += 2) {
        const weight = weights[at + m]! * across;
        fx += weight * values[node]!;
        fy += weight * values[node + 1]!;
      }
    }
    pushes[2 * i] = fx;
    pushes[2 * i + 1] = fy;
  }
}

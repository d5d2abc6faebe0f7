import type { Affinities, MapForces, Repelling } from '../linear/linearAlgebra.ts';
import { createBarnesHut } from './barnesHut.ts';
import { attract, type Repulsion, repelAll } from './forces.ts';
import { createInterpolation } from './interpolation.ts';

/** The readable forces, which faster ones are held against. */
export function createReferenceForces(
  start: Float64Array,
  affinities: Affinities,
  repelling: Repelling,
): MapForces {
  const positions = start.slice();
  const pulls = new Float64Array(start.length);
  const pushes = new Float64Array(start.length);
  const repel = repulsionOf(start.length / 2, repelling);
  return {
    positions,
    pulls,
    pushes,
    async act() {
      attract(affinities, positions, pulls);
      return repel(positions, pushes);
    },
    close: () => undefined,
  };
}

function repulsionOf(rows: number, repelling: Repelling): Repulsion {
  switch (repelling.method) {
    case 'exact':
      return repelAll;
    case 'barnesHut':
      return createBarnesHut(rows, repelling.angle);
    case 'interpolation':
      return createInterpolation(rows);
  }
}

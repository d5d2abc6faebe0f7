import type { Sample } from '@asterism/db';
import { builder } from '../../builder.ts';
import { SampleNode } from './schema.ts';

export interface NeighbourView {
  sample: () => Promise<Sample>;
  /** Euclidean, in latent space. */
  distance: number;
}

export const NeighbourType = builder.objectRef<NeighbourView>('Neighbour').implement({
  description: 'A sample that is near in latent space.',
  fields: (t) => ({
    sample: t.field({ type: SampleNode, resolve: ({ sample }) => sample() }),
    distance: t.exposeFloat('distance', { description: 'Euclidean.' }),
  }),
});

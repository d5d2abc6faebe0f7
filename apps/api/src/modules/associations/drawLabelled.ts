import type { Cluster } from '@asterism/db';
import type { Random } from '@asterism/ml/random';

export interface LabelledSample {
  index: number;
  label: number;
}

/** The clustered samples by ID number, noise among them; where there are more than `most`, so many at random. */
export function drawLabelled(
  clusters: readonly Pick<Cluster, 'label' | 'memberIndexes'>[],
  most: number,
  random: Random,
): { drawn: LabelledSample[]; totalCount: number } {
  const labelled = clusters.flatMap(({ label, memberIndexes }) =>
    memberIndexes.map((index) => ({ index, label })),
  );
  labelled.sort((a, b) => a.index - b.index);
  const totalCount = labelled.length;
  if (totalCount <= most) return { drawn: labelled, totalCount };
  const drawn = random
    .shuffle(labelled)
    .slice(0, most)
    .sort((a, b) => a.index - b.index);
  return { drawn, totalCount };
}

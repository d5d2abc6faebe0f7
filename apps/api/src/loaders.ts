import type { Db } from '@asterism/db';
import { catalogueLoaders } from './modules/catalogue/loaders.ts';
import { commentLoaders } from './modules/comments/loaders.ts';
import { comparisonLoaders } from './modules/comparison/loaders.ts';
import { datasetLoaders } from './modules/datasets/loaders.ts';
import { encodingLoaders } from './modules/encodings/loaders.ts';
import { experimentLoaders } from './modules/experiments/loaders.ts';
import { galleryLoaders } from './modules/gallery/loaders.ts';
import { notificationLoaders } from './modules/notifications/loaders.ts';
import { observationLoaders } from './modules/observations/loaders.ts';
import { peopleLoaders } from './modules/people/loaders.ts';
import { reviewLoaders } from './modules/reviews/loaders.ts';
import { sampleLoaders } from './modules/samples/loaders.ts';
import { studyLoaders } from './modules/studies/loaders.ts';
import { verificationLoaders } from './modules/verification/loaders.ts';

export type Loaders = ReturnType<typeof createLoaders>;

/** Batched reads of one operation. */
export function createLoaders(db: Db) {
  return {
    ...peopleLoaders(db),
    ...datasetLoaders(db),
    ...catalogueLoaders(db),
    ...galleryLoaders(db),
    ...sampleLoaders(db),
    ...experimentLoaders(db),
    ...comparisonLoaders(db),
    ...studyLoaders(db),
    ...encodingLoaders(db),
    ...verificationLoaders(db),
    ...commentLoaders(db),
    ...notificationLoaders(db),
    ...reviewLoaders(db),
    ...observationLoaders(db),
  };
}

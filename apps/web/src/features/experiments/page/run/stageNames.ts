import type { ProjectionKind, StageKind } from '../../../../gql/graphql.ts';

export const STAGE_NAMES: Readonly<Record<StageKind, string>> = {
  PREPROCESS: 'Prepare the images',
  TRAIN: 'Train the model',
  ENCODE: 'Extract the latents',
  PROJECT: 'Project to a map',
  CLUSTER: 'Cluster, scanning k',
  SCORE: 'Score the clusters',
};

const MAPS: Readonly<Record<ProjectionKind, string>> = { PCA: 'PCA', TSNE: 't-SNE', UMAP: 'UMAP' };

/** What a stage does, of a projection by which method. */
export function stageName({
  kind,
  projection,
}: {
  kind: StageKind;
  projection?: ProjectionKind | null;
}): string {
  return projection ? `${STAGE_NAMES[kind]} by ${MAPS[projection]}` : STAGE_NAMES[kind];
}

import type { ExperimentRowFragment, ExperimentRowPartsFragment } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

/** What a row of experiments shows to everybody who sees it, visitors of a public link too. */
export const EXPERIMENT_ROW_PARTS = graphql(`
  fragment ExperimentRowParts on Experiment {
    id
    number
    name
    status
    createdAt
    startedAt
    finishedAt
    datasetVersion {
      id
      number
    }
    model {
      kind
      latentSize
    }
    preprocessing {
      channels
      normalization
      size
    }
    clustering {
      algorithm
      params
      scanFrom
      scanTo
    }
    progress {
      stage
      fraction
      epoch
      epochs
      secondsLeft
    }
    metrics {
      mse
      silhouette
      clusterCount
      noiseCount
    }
  }
`);

/** What a row of experiments shows, wherever it stands. */
export const EXPERIMENT_ROW = graphql(`
  fragment ExperimentRow on Experiment {
    ...ExperimentRowParts
    tags
    archived
    dataset {
      id
      name
    }
    study {
      id
      name
    }
    failure {
      code
      message
    }
  }
`);

/** A row as a visitor may see it; members see besides why a run failed, and what people made of it. */
export type ShownRow = ExperimentRowPartsFragment &
  Partial<Pick<ExperimentRowFragment, 'failure' | 'tags' | 'archived'>>;

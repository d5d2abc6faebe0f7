import { graphql } from '../../gql/index.ts';

/** What a row of experiments shows, wherever it stands. */
export const EXPERIMENT_ROW = graphql(`
  fragment ExperimentRow on Experiment {
    id
    number
    name
    status
    createdAt
    startedAt
    finishedAt
    dataset {
      id
      name
    }
    datasetVersion {
      id
      number
    }
    study {
      id
      name
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
    failure {
      code
      message
    }
  }
`);

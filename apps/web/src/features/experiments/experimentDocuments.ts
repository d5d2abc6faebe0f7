import type { ExperimentPageQuery, ExperimentPartsFragment } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

/** What everybody sees of an experiment who sees it at all, visitors of a public link too. */
export const EXPERIMENT_PARTS = graphql(`
  fragment ExperimentParts on Experiment {
    id
    number
    name
    status
    createdAt
    startedAt
    finishedAt
    seed
    recommendation
    datasetVersion {
      id
      number
      sampleCount
    }
    preprocessing {
      channels
      alignment
      geometry
      normalization
      size
      stretch
      lowerPercentile
      upperPercentile
    }
    model {
      kind
      latentSize
      epochs
      batchSize
      learningRate
      params
      parameterCount
    }
    clustering {
      algorithm
      params
      scanFrom
      scanTo
    }
    stages {
      kind
      key
      status
      reused
      projection
      seconds
    }
    progress {
      stage
      fraction
      epoch
      epochs
      secondsLeft
    }
    curve {
      epoch
      trainLoss
      validationLoss
      imagesPerSecond
    }
    metrics {
      mse
      psnr
      msSsim
      silhouette
      daviesBouldin
      calinskiHarabasz
      dbcv
      stability
      clusterCount
      noiseCount
      collapse
      estimates {
        score
        sampleCount
        standardError
        seed
      }
    }
    clusteringWarnings {
      code
      message
    }
    scan {
      value
      clusterCount
      silhouette
      daviesBouldin
      calinskiHarabasz
      dbcv
      bic
      aic
      stability
      best
    }
    labels {
      url
    }
    projections {
      kind
      explainedVariance
      spectrum
      loadings
      trustworthiness
      continuity
      neighbourCount
      coordinates {
        url
      }
    }
    perSample {
      name
      values {
        url
      }
    }
    clusters {
      id
      label
      size
      silhouette
      stability
      isNoise
    }
  }
`);

/** All that an experiment's page shows but pictures and numbers in bulk. */
export const EXPERIMENT = graphql(`
  query ExperimentPage($id: ID!) {
    experiment(id: $id) {
      ...ExperimentParts
      tags
      archived
      environment
      configurationReason
      tags
      archived
      labels {
        url
        bytes
      }
      projections {
        kind
        coordinates {
          url
          bytes
        }
      }
      perSample {
        name
        values {
          bytes
        }
      }
      preprocessed {
        images {
          url
          shape
          bytes
        }
      }
      stages {
        key
        reusedFrom {
          id
          number
        }
      }
      createdBy {
        name
      }
      study {
        id
        name
      }
      dataset {
        id
        name
      }
      failure {
        code
        message
        stage
        retryable
      }
      ...ReconstructedParts
      ...ModelFilesParts
      ...ExperimentVerification
      ...ExperimentEncodings
    }
  }
`);

/** Something of the experiment changed. */
export const PROGRESS = graphql(`
  subscription ExperimentEvents($id: ID!, $since: Int) {
    experimentProgress(id: $id, since: $since) {
      sequence
    }
  }
`);

export const CANCEL = graphql(`
  mutation CancelExperiment($input: ExperimentIdInput!) {
    cancelExperiment(input: $input) {
      experiment {
        id
        status
      }
      problems {
        code
        message
      }
    }
  }
`);

export const RETRY = graphql(`
  mutation RetryExperiment($input: ExperimentIdInput!) {
    retryExperiment(input: $input) {
      experiment {
        id
        status
      }
      problems {
        code
        message
      }
    }
  }
`);

export type ExperimentDetail = NonNullable<ExperimentPageQuery['experiment']>;

/** An experiment as a visitor may see it; members see its data set and its ground besides. */
export type ShownExperiment = ExperimentPartsFragment &
  Partial<Pick<ExperimentDetail, 'dataset' | 'environment' | 'configurationReason' | 'preprocessed'>>;

import { graphql } from '../gql/index.ts';

export const EXPERIMENT = graphql(`
  query ExperimentDetails($id: ID!) {
    node(id: $id) {
      ... on Experiment {
        id
        number
        name
        status
        tags
        notes
        archived
        createdAt
        startedAt
        finishedAt
        createdBy {
          name
        }
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
        seed
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
        }
        stages {
          kind
          projection
          status
          reused
          seconds
        }
        progress {
          stage
          fraction
          epoch
          epochs
          secondsLeft
        }
        failure {
          code
          message
          stage
          retryable
        }
        metrics {
          mse
          psnr
          ssim
          msSsim
          activeUnits
          silhouette
          daviesBouldin
          calinskiHarabasz
          dbcv
          stability
          clusterCount
          noiseCount
          bic
          aic
        }
        recommendation
        clusters {
          id
          label
          size
          silhouette
          stability
          isNoise
        }
        latents {
          url
          dtype
          shape
          bytes
          sha256
        }
        labels {
          url
          dtype
          shape
          bytes
          sha256
        }
        projections {
          kind
          coordinates {
            url
            dtype
            shape
          }
          trustworthiness
          continuity
        }
        verification {
          status
          identical
          labelAgreement
        }
      }
    }
  }
`);

export const STUDY = graphql(`
  query StudyDetails($id: ID!) {
    node(id: $id) {
      ... on Study {
        id
        name
        status
        progress
        createdAt
        datasetVersion {
          id
          number
          dataset {
            id
            name
          }
        }
        secondsSaved
        best {
          id
          number
          name
        }
        bestReason
        experiments(first: 1000) {
          totalCount
        }
      }
    }
  }
`);

export const CLUSTER = graphql(`
  query ClusterDetails($id: ID!) {
    node(id: $id) {
      ... on Cluster {
        id
        label
        size
        silhouette
        stability
        isNoise
        experiment {
          id
          number
          name
        }
        medoid {
          id
          index
          fileName
        }
      }
    }
  }
`);

export const ENCODING = graphql(`
  query EncodingDetails($id: ID!) {
    node(id: $id) {
      ... on Encoding {
        id
        status
        progress
        createdAt
        finishedAt
        experiment {
          id
          number
          name
        }
        names
        failure {
          code
          message
          retryable
        }
        refused {
          name
          code
          message
          byteOffset
        }
        latents {
          url
          dtype
          shape
          bytes
          sha256
        }
      }
    }
  }
`);

export const COMPARISON = graphql(`
  query ComparisonDetails($id: ID!) {
    node(id: $id) {
      ... on Comparison {
        id
        title
        createdAt
        experiments {
          id
          number
          name
        }
        state
      }
    }
  }
`);

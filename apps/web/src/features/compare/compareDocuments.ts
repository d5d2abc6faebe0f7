import type {
  ComparedGalleriesQuery,
  ComparedMapsQuery,
  ComparedPairQuery,
  ComparedScoresQuery,
} from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

/** Experiments by their numbers. */
export const COMPARED = graphql(`
  query ComparedExperiments($workspace: String!, $numbers: [Int!]!) {
    experiments(workspace: $workspace, filter: { numbers: $numbers }, first: 100) {
      edges {
        node {
          ...ExperimentRow
          datasetVersion {
            sampleCount
          }
        }
      }
    }
  }
`);

/** Those that may be compared too: of that number, and by that text. */
export const ADDABLE = graphql(`
  query AddableExperiments($workspace: String!, $text: String, $numbers: [Int!]!) {
    numbered: experiments(workspace: $workspace, filter: { numbers: $numbers }, first: 1) {
      edges {
        node {
          ...AddableExperiment
        }
      }
    }
    found: experiments(workspace: $workspace, filter: { text: $text, archived: false }, first: 20) {
      edges {
        node {
          ...AddableExperiment
        }
      }
    }
  }
`);

export const ADDABLE_EXPERIMENT = graphql(`
  fragment AddableExperiment on Experiment {
    id
    number
    name
    status
  }
`);

/** What they were asked to do differently. */
export const DIFFERENCES = graphql(`
  query ConfigDifferences($ids: [ID!]!) {
    compare(experimentIds: $ids) {
      configDifferences
    }
  }
`);

/** How well each did, and on what. */
export const SCORES = graphql(`
  query ComparedScores($ids: [ID!]!) {
    compare(experimentIds: $ids) {
      experiments {
        id
        datasetVersion {
          id
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
        metrics {
          silhouette
          stability
          dbcv
          daviesBouldin
          calinskiHarabasz
          mse
          msSsim
          estimates {
            score
            sampleCount
            standardError
          }
        }
      }
    }
  }
`);

/** Who shares whose training. */
export const TRAININGS = graphql(`
  query ComparedTrainings($ids: [ID!]!) {
    compare(experimentIds: $ids) {
      experiments {
        id
        number
        model {
          kind
          epochs
        }
        stages {
          kind
          key
        }
      }
    }
  }
`);

export const CURVES = graphql(`
  query ComparedCurves($ids: [ID!]!) {
    compare(experimentIds: $ids) {
      experiments {
        id
        curve {
          epoch
          trainLoss
          validationLoss
        }
      }
    }
  }
`);

/** Maps, and what colours them. */
export const MAPS = graphql(`
  query ComparedMaps($ids: [ID!]!) {
    compare(experimentIds: $ids) {
      experiments {
        id
        number
        name
        datasetVersion {
          id
        }
        labels {
          url
        }
        projections {
          kind
          coordinates {
            url
          }
        }
        clusters {
          id
          label
          size
          isNoise
        }
      }
    }
  }
`);

/** One score of every pair: the others may take seconds, so that each is asked for alone. */
export const MATRIX = graphql(`
  query AgreementMatrix($ids: [ID!]!, $isARI: Boolean!, $isAMI: Boolean!, $isNMI: Boolean!) {
    compare(experimentIds: $ids) {
      agreement @include(if: $isARI)
      agreementEstimate @include(if: $isARI) {
        sampleCount
        standardError
        seed
      }
      adjustedMutualInformation @include(if: $isAMI)
      adjustedMutualInformationEstimate @include(if: $isAMI) {
        sampleCount
        standardError
        seed
      }
      normalizedMutualInformation @include(if: $isNMI)
    }
  }
`);

/** Which cluster is which between two, and who moved. */
export const PAIR = graphql(`
  query ComparedPair($first: ID!, $second: ID!) {
    compare(experimentIds: [$first, $second]) {
      agreement
      adjustedMutualInformation
      normalizedMutualInformation
      matches(first: $first, second: $second) {
        first {
          label
          size
        }
        second {
          label
          size
        }
        shared
        jaccard
      }
      flows(first: $first, second: $second) {
        from {
          label
        }
        to {
          label
        }
        count
        stays
      }
      movers(first: $first, second: $second) {
        sample {
          id
          index
          fileName
          thumbnailUrl(size: 128)
        }
        from {
          label
        }
        to {
          label
        }
      }
    }
  }
`);

/** The samples that are in one cluster of the first and in one of the second. */
export const FLOW = graphql(`
  query ClusterFlowSamples($first: ID!, $second: ID!, $from: Int!, $to: Int!) {
    compare(experimentIds: [$first, $second]) {
      flows(first: $first, second: $second, from: $from, to: $to) {
        samples(count: 60) {
          id
          index
          fileName
          thumbnailUrl(size: 128)
        }
      }
    }
  }
`);

/** The first samples of each flow, to be looked at. */
export const GALLERIES = graphql(`
  query ComparedGalleries($first: ID!, $second: ID!) {
    compare(experimentIds: [$first, $second]) {
      flows(first: $first, second: $second) {
        from {
          label
        }
        to {
          label
        }
        count
        stays
        samples(count: 12) {
          id
          index
          fileName
          thumbnailUrl(size: 128)
        }
      }
    }
  }
`);

type ComparedFlow = ComparedGalleriesQuery['compare']['flows'][number];
/** With the labels of its clusters. */
export type GalleryFlow = Omit<ComparedFlow, 'from' | 'to'> & { from: number; to: number };
export type Mover = ComparedPairQuery['compare']['movers'][number];
export type ClusterMatch = ComparedPairQuery['compare']['matches'][number];
export type ScoredMetrics = NonNullable<ComparedScoresQuery['compare']['experiments'][number]['metrics']>;
export type MappedExperiment = ComparedMapsQuery['compare']['experiments'][number];

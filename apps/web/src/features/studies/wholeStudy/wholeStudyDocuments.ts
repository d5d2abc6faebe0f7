import type { StudyEstimateQuery } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/index.ts';

/** Versions that a study can be run on: the newest of each data set. */
export const STUDIED_DATASETS = graphql(`
  query StudiedDatasets($workspace: String!) {
    datasets(workspace: $workspace, first: 200) {
      edges {
        node {
          id
          name
          latestVersion {
            id
            status
            sampleCount
          }
        }
      }
    }
  }
`);

export const STUDIED_VERSION = graphql(`
  query StudiedVersion($id: ID!) {
    node(id: $id) {
      ... on DatasetVersion {
        id
        number
        sampleCount
        dataset {
          id
          name
        }
        channelReport {
          keep
          explainedVariance
          constantShare
        }
      }
    }
  }
`);

export const STUDY_ESTIMATE = graphql(`
  query StudyEstimate($input: CreateStudyInput!) {
    estimateStudy(input: $input) {
      estimate {
        experimentCount
        seconds
        secondsSaved
        stages {
          kind
          subject
          count
          reused
          seconds
        }
      }
      problems {
        code
        message
      }
    }
  }
`);

export const START_STUDY = graphql(`
  mutation StartStudy($input: CreateStudyInput!) {
    createStudy(input: $input) {
      study {
        id
      }
      problems {
        code
        message
      }
    }
  }
`);

export type Estimate = NonNullable<NonNullable<StudyEstimateQuery['estimateStudy']>['estimate']>;

import { graphql } from '../gql/index.ts';

export const CLUSTERS_OF = graphql(`
  query ClustersOf($id: ID!) {
    experiment(id: $id) {
      number
      clusters {
        id
        label
      }
    }
  }
`);

graphql(`
  fragment Observed on Observation {
    id
    revision
    updatedAt
    authors {
      name
    }
    fields {
      label
      confidence
      kind
      tags
      representatives {
        index
      }
      counterExamples {
        index
      }
    }
    missingMembers {
      index
    }
    markdown
  }
`);

export const OBSERVATION_OF = graphql(`
  query ObservationOf($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Cluster {
        experiment {
          datasetVersion {
            id
          }
        }
        observation {
          ...Observed
        }
      }
      ... on Experiment {
        datasetVersion {
          id
        }
        observation {
          ...Observed
        }
      }
      ... on Study {
        ofStudy: datasetVersion {
          id
        }
        observation {
          ...Observed
        }
      }
      ... on Comparison {
        experiments {
          datasetVersion {
            id
          }
        }
        observation {
          ...Observed
        }
      }
    }
  }
`);

export const SAMPLE_AT = graphql(`
  query SampleAt($versionId: ID!, $index: Int!) {
    node(id: $versionId) {
      ... on DatasetVersion {
        samples(from: $index, first: 1) {
          edges {
            node {
              id
              index
            }
          }
        }
      }
    }
  }
`);

export const WRITE_OBSERVATION = graphql(`
  mutation WriteObservation($input: WriteObservationInput!) {
    writeObservation(input: $input) {
      observation {
        ...Observed
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const SET_OBSERVATION_FIELDS = graphql(`
  mutation SetObservationFields($input: SetObservationFieldsInput!) {
    setObservationFields(input: $input) {
      observation {
        ...Observed
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

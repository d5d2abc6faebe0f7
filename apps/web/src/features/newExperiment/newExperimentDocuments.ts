import type { NewExperimentDataQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { formatCount } from '../../ui/format.ts';

/** What there is to choose from. */
export const DATA = graphql(`
  query NewExperimentData($workspace: String!) {
    datasets(workspace: $workspace, first: 200) {
      edges {
        node {
          id
          name
          versions(first: 20) {
            edges {
              node {
                id
                number
                status
                sampleCount
                channelCount
                width
                height
                samples(first: 1) {
                  edges {
                    node {
                      thumbnailUrl
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    algorithms {
      kind
      name
      group
      pro
      con
      parameters
    }
  }
`);

export const RECOMMENDATION = graphql(`
  query Recommendation($id: ID!) {
    node(id: $id) {
      ... on DatasetVersion {
        id
        recommendation {
          reason
          preprocessing {
            channels
            normalization
            alignment
            geometry
            stretch
            lowerPercentile
            upperPercentile
            size
          }
          model {
            kind
            latentSize
            epochs
            batchSize
            learningRate
          }
          clustering {
            scanFrom
            scanTo
          }
        }
      }
    }
  }
`);

/** All choices of an experiment that another one starts from. */
export const STARTING = graphql(`
  query StartingExperiment($workspace: String!, $number: Int!) {
    experiments(workspace: $workspace, filter: { numbers: [$number] }, first: 1) {
      edges {
        node {
          id
          number
          name
          seed
          datasetVersion {
            id
          }
          preprocessing {
            channels
            normalization
            alignment
            geometry
            stretch
            lowerPercentile
            upperPercentile
            size
          }
          model {
            kind
            latentSize
            epochs
            batchSize
            learningRate
            params
          }
          clustering {
            algorithm
            params
            scanFrom
            scanTo
          }
          stages {
            projection
          }
        }
      }
    }
  }
`);

export const CREATE_EXPERIMENT = graphql(`
  mutation CreateExperimentHere($input: CreateExperimentInput!) {
    createExperiment(input: $input) {
      experiment {
        id
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export type Algorithms = NewExperimentDataQuery['algorithms'];
export type ReadyVersion = ReturnType<typeof readyVersions>[number];

/** The versions that can be used, the newest of each data set first, by a name for each. */
export function readyVersions(data: NewExperimentDataQuery) {
  return (data.datasets?.edges ?? []).flatMap(({ node: { id: datasetId, name, versions } }) =>
    (versions?.edges ?? [])
      .map((edge) => edge.node)
      .filter(({ status }) => status === 'READY')
      .sort((a, b) => b.number - a.number)
      .map((version) => ({
        ...version,
        datasetId,
        label: `${name}, version ${version.number} (${formatCount(version.sampleCount)} samples)`,
      })),
  );
}

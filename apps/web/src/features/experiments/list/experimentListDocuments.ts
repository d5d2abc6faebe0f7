import { graphql } from '../../../gql/index.ts';

export const LISTED_EXPERIMENTS = graphql(`
  query ListedExperiments(
    $workspace: String!
    $filter: ExperimentFilter
    $orderBy: [ExperimentOrder!]
    $first: Int
    $skip: Int
  ) {
    experiments(workspace: $workspace, filter: $filter, orderBy: $orderBy, first: $first, skip: $skip) {
      totalCount
      edges {
        node {
          ...ExperimentRow
          seed
          lossCurve
          alignment: preprocessing {
            alignment
          }
          scores: metrics {
            stability
            msSsim
          }
          createdBy {
            id
            name
          }
        }
      }
    }
  }
`);

export const EXPERIMENT_GROUPS = graphql(`
  query ExperimentGroups($workspace: String!, $filter: ExperimentFilter, $by: ExperimentGroupField!) {
    experimentGroups(workspace: $workspace, filter: $filter, by: $by) {
      key
      name
      count
      bestSilhouette
    }
  }
`);

export const RETRY_EXPERIMENT = graphql(`
  mutation RetryListed($id: ID!) {
    retryExperiment(input: { id: $id }) {
      problems {
        message
      }
    }
  }
`);

export const SAVED_VIEWS = graphql(`
  query SavedViews($slug: String!) {
    workspace(slug: $slug) {
      id
      views {
        id
        name
        shared
        state
        madeBy {
          id
          name
        }
      }
    }
  }
`);

export const SAVE_VIEW = graphql(`
  mutation SaveView($input: SaveViewInput!) {
    saveView(input: $input) {
      view {
        id
      }
      problems {
        message
      }
    }
  }
`);

export const DELETE_VIEW = graphql(`
  mutation DeleteView($id: ID!) {
    deleteView(input: { id: $id }) {
      problems {
        message
      }
    }
  }
`);

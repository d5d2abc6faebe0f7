import { graphql } from '../../../gql/index.ts';

export const REVISION_PAGE = graphql(`
  fragment RevisionPage on Observation {
    id
    revisions(first: $first, after: $after) {
      edges {
        node {
          id
          number
          name
          at
          authors {
            id
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** The newest first, of whatever the observation is of. */
export const REVISIONS = graphql(`
  query ObservationRevisions($subjectId: ID!, $first: Int!, $after: String) {
    node(id: $subjectId) {
      ... on Cluster {
        id
        observation {
          ...RevisionPage
        }
      }
      ... on Experiment {
        id
        observation {
          ...RevisionPage
        }
      }
      ... on Study {
        id
        observation {
          ...RevisionPage
        }
      }
      ... on Comparison {
        id
        observation {
          ...RevisionPage
        }
      }
    }
  }
`);

/** Made from the document: asked for one at a time. */
export const REVISION_TEXT = graphql(`
  query RevisionText($id: ID!) {
    node(id: $id) {
      __typename
      ... on Revision {
        id
        markdown
        runs {
          text
          author {
            id
            name
          }
        }
      }
    }
  }
`);

export const RESTORE = graphql(`
  mutation RestoreObservation($input: RestoreObservationInput!) {
    restoreObservation(input: $input) {
      observation {
        id
        revision
      }
      problems {
        code
        message
      }
    }
  }
`);

export const NAME_REVISION = graphql(`
  mutation NameRevision($input: NameRevisionInput!) {
    nameRevision(input: $input) {
      revision {
        id
        name
      }
      problems {
        code
        message
      }
    }
  }
`);

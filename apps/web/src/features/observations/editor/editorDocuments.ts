import { graphql } from '../../../gql/index.ts';

/** A sample that a text speaks of. */
export const NAMED_SAMPLE = graphql(`
  query NamedSample($versionId: ID!, $index: Int!) {
    node(id: $versionId) {
      ... on DatasetVersion {
        id
        sample(index: $index) {
          id
          index
          fileName
          thumbnailUrl(size: 128)
        }
      }
    }
  }
`);

/** Whom a text can mention. */
export const MENTIONABLE = graphql(`
  query Mentionable($slug: String!) {
    workspace(slug: $slug) {
      id
      members {
        user {
          id
          name
        }
      }
    }
  }
`);

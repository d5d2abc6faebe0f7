import { graphql } from '../../../gql/index.ts';

/** A sample that was chosen as an example. */
export const EXAMPLE_SAMPLE = graphql(`
  query ExampleSample($id: ID!) {
    node(id: $id) {
      ... on Sample {
        id
        index
        fileName
        thumbnailUrl(size: 128)
      }
    }
  }
`);

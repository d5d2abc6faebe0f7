import { graphql } from '../../gql/index.ts';

/** What is known of a version's samples before anything is learnt. */
export const FACTS = graphql(`
  query SampleFacts($id: ID!) {
    node(id: $id) {
      ... on DatasetVersion {
        id
        facts {
          source
          name
          unit
          isNumeric
        }
      }
    }
  }
`);

export const FACT_VALUES = graphql(`
  query FactValues($id: ID!, $source: FactSource!, $name: String!, $channel: Int!) {
    node(id: $id) {
      ... on DatasetVersion {
        id
        factValues(source: $source, name: $name, channel: $channel) {
          unit
          isDate
          words
          values
        }
      }
    }
  }
`);

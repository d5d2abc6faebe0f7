import { graphql } from '../../gql/index.ts';

/** Where the numbers of a clustering's views are. */
export const CLUSTERING_VIEWS = graphql(`
  query ClusteringViews($id: ID!) {
    experiment(id: $id) {
      id
      labels {
        url
      }
      latents {
        url
        shape
        bytes
      }
      responsibilities {
        url
        shape
      }
      seedStability {
        overall
        clusters {
          label
          stability
        }
      }
      perSample {
        name
        values {
          url
        }
      }
    }
  }
`);

/** By itself: of 100,000 samples it is some megabytes. */
export const CONDENSED_TREE = graphql(`
  query CondensedTree($id: ID!) {
    experiment(id: $id) {
      id
      condensedTree
    }
  }
`);

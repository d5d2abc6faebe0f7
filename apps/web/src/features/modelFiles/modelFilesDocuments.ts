import { graphql } from '../../gql/index.ts';

/** What of an experiment can be taken away. */
export const MODEL_FILES = graphql(`
  fragment ModelFilesParts on Experiment {
    number
    modelFiles {
      weights {
        name
        url
        bytes
        sha256
      }
      card {
        name
        url
      }
    }
  }
`);

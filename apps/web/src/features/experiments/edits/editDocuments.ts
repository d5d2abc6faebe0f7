import { graphql } from '../../../gql/index.ts';

export const EDIT_EXPERIMENTS = graphql(`
  mutation EditListed($input: EditExperimentsInput!) {
    editExperiments(input: $input) {
      problems {
        message
      }
    }
  }
`);

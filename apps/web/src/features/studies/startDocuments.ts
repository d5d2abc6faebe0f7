import type { EstimateOfQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

/** What the choices would run and reuse, and what is wrong with them. */
export const ESTIMATE = graphql(`
  query EstimateOf($input: CreateStudyInput!) {
    estimateStudy(input: $input) {
      estimate {
        experimentCount
        seconds
        secondsSaved
        stages {
          kind
          subject
          count
          reused
          seconds
        }
      }
      problems {
        code
        message
        path
      }
    }
  }
`);

export const CREATE_STUDY = graphql(`
  mutation CreateStudyHere($input: CreateStudyInput!) {
    createStudy(input: $input) {
      study {
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

export type Estimate = NonNullable<EstimateOfQuery['estimateStudy']['estimate']>;

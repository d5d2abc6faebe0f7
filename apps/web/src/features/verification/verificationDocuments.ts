import type { ExperimentVerificationFragment } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

/** What the panel shows of an experiment. */
export const VERIFICATION = graphql(`
  fragment ExperimentVerification on Experiment {
    verification {
      status
      identical
      labelAgreement
      largestLatentDifference
      differences
      startedAt
      finishedAt
      stages {
        kind
        projection
        identical
        seconds
      }
      failure {
        code
        message
        stage
      }
      progress {
        stage
        fraction
        epoch
        epochs
        secondsLeft
      }
    }
  }
`);

export const VERIFY = graphql(`
  mutation VerifyExperiment($input: ExperimentIdInput!) {
    verifyExperiment(input: $input) {
      experiment {
        id
        ...ExperimentVerification
      }
      problems {
        code
        message
      }
    }
  }
`);

export const CANCEL_VERIFICATION = graphql(`
  mutation CancelVerification($input: ExperimentIdInput!) {
    cancelVerification(input: $input) {
      experiment {
        id
        ...ExperimentVerification
      }
      problems {
        code
        message
      }
    }
  }
`);

export type Verification = NonNullable<ExperimentVerificationFragment['verification']>;

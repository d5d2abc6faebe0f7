import type { StudyExperimentQuery } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/index.ts';

/** What the report shows of one experiment of the study. */
export const STUDY_EXPERIMENT = graphql(`
  query StudyExperiment($id: ID!) {
    experiment(id: $id) {
      ...ExperimentParts
      ...ReconstructedParts
      dataset {
        id
        name
      }
      preprocessed {
        images {
          url
          shape
          bytes
        }
      }
    }
  }
`);

export type StudyExperiment = NonNullable<StudyExperimentQuery['experiment']>;

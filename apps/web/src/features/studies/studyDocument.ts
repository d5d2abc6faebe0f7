import type { StudyPageQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

/** A study with its choices and every run of them; what is in bulk is asked for where it is looked at. */
export const STUDY = graphql(`
  query StudyPage($id: ID!) {
    node(id: $id) {
      ... on Study {
        id
        name
        status
        progress
        createdAt
        bestReason
        secondsSaved
        ...StudyBoardParts
        datasetVersion {
          id
          number
          channelReport {
            keep
            summary
          }
          dataset {
            id
            name
          }
        }
        best {
          id
        }
        experiments(first: 500) {
          edges {
            node {
              ...ExperimentRow
              seed
              metrics {
                msSsim
                dbcv
                stability
              }
              scan {
                value
                clusterCount
                silhouette
                best
              }
            }
          }
        }
      }
    }
  }
`);

export type StudyDetail = Extract<NonNullable<StudyPageQuery['node']>, { bestReason?: unknown }>;
/** One experiment of a study. */
export type StudyRun = NonNullable<StudyDetail['experiments']>['edges'][number]['node'];

/** The runs of a study by the ids of their experiments. */
export const runsById = (runs: readonly StudyRun[]): ReadonlyMap<string, StudyRun> =>
  new Map(runs.map((run) => [run.id, run]));

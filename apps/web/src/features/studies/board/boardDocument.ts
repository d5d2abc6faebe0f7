import type { StudyBoardPartsFragment } from '../../../gql/graphql.ts';
import { graphql } from '../../../gql/index.ts';

/** A study's choices over their seeds. */
export const STUDY_BOARD = graphql(`
  fragment SeedScoreParts on SeedScore {
    count
    mean
    standardDeviation
    min
    max
  }
  fragment StudyBoardParts on Study {
    board {
      sentence
      rows {
        name
        trainingName
        modelName
        preparationName
        clustererName
        experimentCount
        finishedCount
        isBestReconstruction
        isBestClustering
        preprocessing {
          normalization
          alignment
          geometry
          channels
          size
          stretch
          lowerPercentile
          upperPercentile
        }
        clustering {
          algorithm
          params
          scanFrom
          scanTo
        }
        experiments {
          id
          number
          seed
        }
        mse {
          ...SeedScoreParts
        }
        psnr {
          ...SeedScoreParts
        }
        msSsim {
          ...SeedScoreParts
        }
        silhouette {
          ...SeedScoreParts
        }
        dbcv {
          ...SeedScoreParts
        }
        stability {
          ...SeedScoreParts
        }
        clusterCount {
          ...SeedScoreParts
        }
        noiseCount {
          ...SeedScoreParts
        }
        labelAgreement {
          mean
          min
          max
          seedCount
        }
      }
    }
  }
`);

export type BoardRow = StudyBoardPartsFragment['board']['rows'][number];

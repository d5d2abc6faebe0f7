import type {
  ReconstructedPartsFragment,
  ReconstructionsQuery,
  StandingOutQuery,
} from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

/** What of an experiment decides what can be shown of its reconstructions. */
export const RECONSTRUCTED = graphql(`
  fragment ReconstructedParts on Experiment {
    id
    checkpoints
    latents {
      url
      shape
      bytes
    }
    metrics {
      mse
      activeUnits
      embeddingSpread
      mseWithoutSkips
      collapse
    }
  }
`);

export const RECONSTRUCTIONS = graphql(`
  query Reconstructions($id: ID!, $first: Int!, $after: String, $worstFirst: Boolean!, $epoch: Int) {
    experiment(id: $id) {
      id
      reconstructions(first: $first, after: $after, worstFirst: $worstFirst, epoch: $epoch) {
        totalCount
        epoch
        overall {
          mse
          psnr
          ssim
          msSsim
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            sample {
              id
              index
              fileName
            }
            original {
              url
              shape
            }
            reconstruction {
              url
              shape
            }
            residual {
              url
              shape
            }
            mse
            psnr
            ssim
            msSsim
            isOutlier
          }
        }
      }
    }
  }
`);

/** Samples whose error stands out; without pictures, so nothing is decoded for it. */
export const STANDING_OUT = graphql(`
  query StandingOut($id: ID!, $first: Int!, $epoch: Int) {
    experiment(id: $id) {
      id
      reconstructions(first: $first, worstFirst: true, epoch: $epoch) {
        totalCount
        outlierCount
        edges {
          node {
            sample {
              id
              index
              fileName
            }
            mse
            outlierScore
            isOutlier
          }
        }
      }
    }
  }
`);

export const TRAVERSAL = graphql(`
  query Traversal($id: ID!, $dimension: Int!, $steps: Int!) {
    experiment(id: $id) {
      id
      traversal(dimension: $dimension, steps: $steps) {
        url
        shape
      }
    }
  }
`);

export type ReconstructedParts = ReconstructedPartsFragment;
type Connection<Query extends { experiment?: { reconstructions?: unknown } | null }> = NonNullable<
  NonNullable<Query['experiment']>['reconstructions']
>;
export type ReconstructionPage = Connection<ReconstructionsQuery>;
export type Reconstruction = ReconstructionPage['edges'][number]['node'];
export type StandingOut = Connection<StandingOutQuery>;

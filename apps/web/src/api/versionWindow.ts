import type { VersionWindowQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { askOnce } from './askOnce.ts';

const WINDOW = graphql(`
  query VersionWindow($id: ID!, $from: Int!, $first: Int!, $channel: Int!, $sheet: Int!, $sheets: Int!) {
    node(id: $id) {
      ... on DatasetVersion {
        id
        samples(from: $from, first: $first) {
          edges {
            node {
              id
              index
              fileName
              thumbnailUrl
            }
          }
        }
        spriteSheets(channel: $channel, from: $sheet, first: $sheets) {
          number
          firstIndex
          count
          columns
          tileSize
          widths
          heights
          lower
          upper
          image {
            url
          }
        }
      }
    }
  }
`);

type Version = Extract<NonNullable<VersionWindowQuery['node']>, { spriteSheets: unknown }>;
export type SpriteSheet = Version['spriteSheets'][number];
export type WindowSample = NonNullable<Version['samples']>['edges'][number]['node'];

/** Samples of a sheet; a window begins with one. */
export const SHEET_SAMPLES = 64;

export interface VersionWindow {
  /** In order of their ID numbers, without a gap. */
  samples: readonly WindowSample[];
  /** None in a version of before there were any, and while importing. */
  sheets: readonly SpriteSheet[];
}

interface WindowRequest {
  versionId: string;
  channel: number;
  /** ID number of the first sample, a multiple of SHEET_SAMPLES. */
  from: number;
  first: number;
  /** The token of a public link; left out where the session's cookie says who asks. */
  bearer?: string | undefined;
}

/** A part of a version: samples and the sprite sheets that show them. Not cached here. Throws, also on abort. */
export async function readVersionWindow(
  { versionId, channel, from, first, bearer }: WindowRequest,
  signal: AbortSignal,
): Promise<VersionWindow> {
  const { node } = await askOnce(
    WINDOW,
    {
      id: versionId,
      from,
      first,
      channel,
      sheet: Math.floor(from / SHEET_SAMPLES),
      sheets: Math.ceil(first / SHEET_SAMPLES),
    },
    signal,
    bearer,
  );
  if (!node || !('spriteSheets' in node)) throw new Error('There is no such version that you may see.');
  return { samples: node.samples?.edges.map((edge) => edge.node) ?? [], sheets: node.spriteSheets };
}

'use client';

import { useQuery } from 'urql';
import type { VersionSample } from '../../api/useVersionSamples.ts';
import type { OtherSampleQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { sampleId } from '../../ui/format.ts';
import type { PixelSource } from './useSamplePixels.ts';

const OTHER_SAMPLE = graphql(`
  query OtherSample($id: ID!) {
    sample: node(id: $id) {
      ... on Sample {
        id
        index
        width
        height
        channelCount
        pixels {
          url
        }
      }
    }
  }
`);

export type OtherSample = PixelSource & { id: string; index: number };

const isSample = (node: OtherSampleQuery['sample']): node is OtherSample =>
  node !== null && node !== undefined && 'pixels' in node;

/** The sample with this ID in the version, to be compared with. Null index: none is wanted. */
export function useOtherSample(
  samples: readonly VersionSample[] | null,
  index: number | null,
): { sample: OtherSample | null; error: string | null } {
  const id = index === null ? undefined : samples?.find((sample) => sample.index === index)?.id;
  const [{ data, error }] = useQuery({
    query: OTHER_SAMPLE,
    variables: { id: id ?? '' },
    pause: id === undefined,
  });
  if (index === null) return { sample: null, error: null };
  if (samples && id === undefined)
    return { sample: null, error: `There is no sample ${sampleId(index)} to compare with.` };
  const sample = data && isSample(data.sample) && data.sample.id === id ? data.sample : null;
  return { sample, error: error?.message ?? null };
}

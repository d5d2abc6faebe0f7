import { MODEL_KINDS } from '@asterism/ml/params';
import type { CreateStudyInput } from '../../../gql/graphql.ts';

/** What of a version decides which channels are looked at. */
export interface StudiedVersion {
  sampleCount: number;
  channelReport?: {
    keep: readonly number[];
    explainedVariance: readonly number[];
    constantShare: readonly number[];
  } | null;
}

type Choices = Pick<CreateStudyInput, 'preprocessings' | 'models' | 'clusterings' | 'projections'>;

export interface WholeStudy extends Choices {
  /** Which channels, and why, in a sentence. */
  reason: string;
}

const FEWEST_CLUSTERS = 2;
const MOST_CLUSTERS = 6;

/**
 * Every model, both normalisations, the three clusterers with k from 2 to 6, PCA and t-SNE: what examples/study.yaml has,
 * with the channels that suit the version.
 */
export function wholeStudyOf(version: StudiedVersion): WholeStudy {
  const { channels, reason } = channelsOf(version);
  const isSingle = channels?.length === 1;
  const normalizations = isSingle ? (['PER_CHANNEL'] as const) : (['GLOBAL', 'PER_CHANNEL'] as const);
  const scan = {
    scanFrom: FEWEST_CLUSTERS,
    scanTo: Math.max(FEWEST_CLUSTERS, Math.min(MOST_CLUSTERS, version.sampleCount)),
  };
  return {
    preprocessings: normalizations.map((normalization) => ({ normalization, ...(channels && { channels }) })),
    models: MODEL_KINDS.map((kind) => ({ kind })),
    clusterings: [{ algorithm: 'KMEANS', ...scan }, { algorithm: 'GMM', ...scan }, { algorithm: 'HDBSCAN' }],
    projections: ['PCA', 'TSNE'],
    reason,
  };
}

/** Those that the report would keep; of a single one both normalisations are the same, so the next best joins it. */
function channelsOf({ channelReport: report }: StudiedVersion): {
  channels: number[] | null;
  reason: string;
} {
  if (!report) return { channels: null, reason: 'The recommended channels: there is no channel report.' };
  const isFull = (channel: number) => report.constantShare[channel] === 0;
  const kept = report.keep.filter(isFull);
  if (kept.length > 1)
    return { channels: kept, reason: `Channels ${kept.join(', ')}, those to keep by the channel report.` };
  const [next] = report.explainedVariance
    .map((share, channel) => ({ share, channel }))
    .filter(({ channel }) => isFull(channel) && !kept.includes(channel))
    .sort((a, b) => b.share - a.share);
  const [first] = kept;
  if (first !== undefined && next)
    return {
      channels: [first, next.channel].sort((a, b) => a - b),
      reason: `Channel ${first}, the one to keep by the channel report, and ${next.channel} with it: of a single channel both normalisations are the same.`,
    };
  const only = first ?? next?.channel;
  return only === undefined
    ? { channels: null, reason: 'The recommended channels.' }
    : {
        channels: [only],
        reason: `Channel ${only} alone has something to see in every sample. Both normalisations of it are the same, so one is run.`,
      };
}

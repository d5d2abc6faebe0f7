import { expect, test } from 'vitest';
import { wholeStudyOf } from './wholeStudy.ts';

const report = (keep: number[], constantShare = [0, 0, 0, 0]) => ({
  keep,
  explainedVariance: [0.7, 0.1, 0.19, 0.01],
  constantShare,
});
const channels = (study: ReturnType<typeof wholeStudyOf>) =>
  [study.preprocessings].flat().map((one) => one.channels);

test('every model, both normalisations, three clusterers, k from 2 to 6, PCA and t-SNE', () => {
  const study = wholeStudyOf({ sampleCount: 150, channelReport: report([0, 1]) });
  expect(study).toMatchObject({
    preprocessings: [
      { normalization: 'GLOBAL', channels: [0, 1] },
      { normalization: 'PER_CHANNEL', channels: [0, 1] },
    ],
    clusterings: [
      { algorithm: 'KMEANS', scanFrom: 2, scanTo: 6 },
      { algorithm: 'GMM', scanFrom: 2, scanTo: 6 },
      { algorithm: 'HDBSCAN' },
    ],
    projections: ['PCA', 'TSNE'],
  });
  expect([study.models].flat().map(({ kind }) => kind)).toHaveLength(8);
});

test('of few samples no more clusters are asked for than there are samples', () => {
  const { clusterings } = wholeStudyOf({ sampleCount: 4, channelReport: null });
  expect([clusterings].flat()[0]).toMatchObject({ scanTo: 4 });
});

test('one channel to keep is joined by the one that explains most, so that the normalisations differ', () => {
  const study = wholeStudyOf({ sampleCount: 150, channelReport: report([0]) });
  expect(channels(study)).toEqual([
    [0, 2],
    [0, 2],
  ]);
  expect(study.reason).toMatch(/both normalisations are the same/);
});

test('where a single channel can be used, one normalisation is run; without a report the recommended are', () => {
  const single = wholeStudyOf({ sampleCount: 150, channelReport: report([0], [0, 1, 0.2, 1]) });
  expect(channels(single)).toEqual([[0]]);
  expect(single.reason).toMatch(/so one is run/);
  expect(channels(wholeStudyOf({ sampleCount: 150, channelReport: null }))).toEqual([undefined, undefined]);
  // Nothing can be seen in what the report would keep: what can be seen is taken.
  expect(channels(wholeStudyOf({ sampleCount: 9, channelReport: report([0], [0.1, 0, 1, 1]) }))).toEqual([
    [1],
  ]);
});

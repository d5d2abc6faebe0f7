import { builder } from '../../../builder.ts';
import { ClusteringConfigType, PreprocessingType } from '../../experiments/choices.ts';
import { ExperimentNode, ModelType } from '../../experiments/schema.ts';
import { model } from '../../experiments/views.ts';
import { type Board, boardOf } from './board.ts';
import type { SeedAgreement } from './labelAgreement.ts';
import type { BoardRow, BoardScore, SeedScore } from './rows.ts';

const SeedScoreType = builder.objectRef<SeedScore>('SeedScore').implement({
  description: 'A score over the seeds of one choice.',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'Seeds that have it.' }),
    mean: t.exposeFloat('mean'),
    standardDeviation: t.exposeFloat('standardDeviation', {
      nullable: true,
      description: 'Of a sample (n − 1); null of a single seed.',
    }),
    min: t.exposeFloat('min'),
    max: t.exposeFloat('max'),
  }),
});

const SeedAgreementType = builder.objectRef<SeedAgreement>('SeedAgreement').implement({
  description: 'Adjusted Rand index of the labels of every two seeds: 1 where they make the same clusters.',
  fields: (t) => ({
    mean: t.exposeFloat('mean'),
    min: t.exposeFloat('min'),
    max: t.exposeFloat('max'),
    seedCount: t.exposeInt('seedCount', {
      description: 'Seeds compared: the first 10 at most, fewer of very large data sets.',
    }),
  }),
});

interface PlacedRow {
  row: BoardRow;
  board: Board;
}

const BoardRowType = builder.objectRef<PlacedRow>('BoardRow').implement({
  description: 'One combination of preprocessing, model and clusterer, over its seeds.',
  fields: (t) => {
    const score = (name: BoardScore, description: string) =>
      t.field({ type: SeedScoreType, nullable: true, description, resolve: ({ row }) => row[name] });
    return {
      name: t.string({
        description: 'Its model, and what else tells it from the others of the study.',
        resolve: ({ row }) => row.name,
      }),
      trainingName: t.string({
        description: 'The same without the clusterer: rows that share it share what was trained.',
        resolve: ({ row }) => row.trainingName,
      }),
      modelName: t.string({ resolve: ({ row }) => row.modelName }),
      preparationName: t.string({
        description:
          'What tells its preprocessing from the others of the study; its normalisation where there is one.',
        resolve: ({ row }) => row.preparationName,
      }),
      clustererName: t.string({ resolve: ({ row }) => row.clustererName }),
      preprocessing: t.field({ type: PreprocessingType, resolve: ({ row }) => row.preprocessing }),
      model: t.field({
        type: ModelType,
        resolve: async ({ row }, _args, { loaders }) =>
          model(await loaders.experiment.load(row.runs[0]!.id), row.model),
      }),
      clustering: t.field({ type: ClusteringConfigType, resolve: ({ row }) => row.clustering }),
      experiments: t.field({
        type: [ExperimentNode],
        description: 'One a seed, in order of the seeds.',
        resolve: ({ row: { runs } }, _args, { loaders }) =>
          Promise.all(runs.map(({ id }) => loaders.experiment.load(id))),
      }),
      experimentCount: t.int({ resolve: ({ row: { runs } }) => runs.length }),
      finishedCount: t.int({ resolve: ({ row }) => row.finishedCount }),
      mse: score('mse', 'Of the reconstructions, on the preprocessed images.'),
      psnr: score('psnr', 'In dB.'),
      msSsim: score('msSsim', 'Mean multi-scale structural similarity of the reconstructions.'),
      silhouette: score('silhouette', 'Mean silhouette of the clusters.'),
      dbcv: score('dbcv', 'Density-based validity of the clusters, −1 to 1.'),
      stability: score('stability', 'How far the clusters are found again in bootstraps, 0 to 1.'),
      clusterCount: score('clusterCount', 'Clusters found.'),
      noiseCount: score('noiseCount', 'Samples that are in no cluster.'),
      labelAgreement: t.field({
        type: SeedAgreementType,
        nullable: true,
        description: 'Null of fewer than two finished seeds.',
        resolve: async ({ row, board }) => (await board.agreements()).get(row) ?? null,
      }),
      isBestReconstruction: t.boolean({
        description: 'Lowest mean MSE; true of every clusterer over the same trained model.',
        resolve: ({ row, board }) => board.verdict.reconstructing.has(row),
      }),
      isBestClustering: t.boolean({
        description: 'Highest mean silhouette.',
        resolve: ({ row, board }) => board.verdict.clustering === row,
      }),
    };
  },
});

const StudyBoardType = builder.objectRef<Board>('StudyBoard').implement({
  description:
    'The choices of a study beside each other: who reconstructs best and whose latents cluster best, over the seeds.',
  fields: (t) => ({
    sentence: t.string({
      nullable: true,
      description:
        'Which wins which, and whether that is more than the seeds’ spread: whether every seed of it is better than every seed of the others. Null while nothing has finished.',
      resolve: ({ verdict }) => verdict.sentence,
    }),
    rows: t.field({
      type: [BoardRowType],
      description: 'In the order in which the choices were made.',
      resolve: (board) => board.rows.map((row) => ({ row, board })),
    }),
  }),
});

builder.prismaObjectField('Study', 'board', (t) =>
  t.field({ type: StudyBoardType, resolve: ({ id }, _args, context) => boardOf(context, id) }),
);

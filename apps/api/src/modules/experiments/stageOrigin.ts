import { builder } from '../../builder.ts';
import { StageType } from './results.ts';
import { ExperimentNode } from './schema.ts';

builder.objectField(StageType, 'reusedFrom', (t) =>
  t.field({
    type: ExperimentNode,
    nullable: true,
    description:
      'Of a reused stage: the experiment whose run made it. Null where the experiment made it itself, or the maker is gone.',
    resolve: async ({ stageId, reused }, _args, { loaders }) => {
      const [maker] = reused ? await loaders.stageMakers.load(stageId) : [];
      return maker ? loaders.experiment.load(maker.experimentId) : null;
    },
  }),
);

import { type Experiment, stageResult } from '@asterism/db';
import { builder } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { type Blob, storedBlob } from '../blobs/blob.ts';
import { BlobType } from '../blobs/schema.ts';
import { finished, slugOf } from '../experiments/views.ts';
import { modelFilePath } from './routes.ts';
import { fileNames, type WeightsFile, weightsFileOf } from './trainedModel.ts';

interface ModelFile {
  name: string;
  url: string;
}

interface ModelFilesView {
  weights: ModelFile & WeightsFile;
  card: ModelFile;
}

const WeightsFileType = builder.objectRef<ModelFilesView['weights']>('WeightsFile').implement({
  description: 'A safetensors file, named and laid out as PyTorch has it.',
  fields: (t) => ({
    name: t.exposeString('name'),
    url: t.exposeString('url'),
    bytes: t.exposeFloat('bytes'),
    sha256: t.exposeString('sha256'),
  }),
});

const CardFileType = builder.objectRef<ModelFile>('ModelCardFile').implement({
  description: 'JSON: what the weights are of, how images are prepared for them, and what the model scored.',
  fields: (t) => ({ name: t.exposeString('name'), url: t.exposeString('url') }),
});

const ModelFilesType = builder.objectRef<ModelFilesView>('ModelFiles').implement({
  description:
    'A trained model to take away; see docs/model-files.md. The urls are paths on this server, fetched with the same credentials.',
  fields: (t) => ({
    weights: t.field({ type: WeightsFileType, resolve: ({ weights }) => weights }),
    card: t.field({ type: CardFileType, resolve: ({ card }) => card }),
  }),
});

interface PreprocessedView {
  images: Blob;
  mask: Blob | null;
}

const PreprocessedType = builder.objectRef<PreprocessedView>('PreprocessedImages').implement({
  description: 'All samples as the model saw them, in the order of their IDs.',
  fields: (t) => ({
    images: t.field({
      type: BlobType,
      description: 'Float32 (samples, channels, size, size).',
      resolve: ({ images }) => images,
    }),
    mask: t.field({
      type: BlobType,
      nullable: true,
      description: 'Uint8 of the same shape, 1 where the pixel was measured; null where every pixel was.',
      resolve: ({ mask }) => mask,
    }),
  }),
});

builder.prismaObjectFields('Experiment', (t) => ({
  modelFiles: t.field({
    type: ModelFilesType,
    nullable: true,
    description:
      'Null until the model is trained, and of models that a version before these files trained: run it again.',
    resolve: (row, _args, context) => modelFiles(context, row),
  }),
  preprocessed: t.field({
    type: PreprocessedType,
    nullable: true,
    description: 'Null until the samples are preprocessed.',
    resolve: (row, _args, context) => preprocessed(context, row),
  }),
}));

async function modelFiles({ loaders }: Context, row: Experiment): Promise<ModelFilesView | null> {
  const training = finished(await loaders.stages.load(row.id), 'TRAIN');
  const weights = training && weightsFileOf(stageResult.TRAIN.parse(training.result));
  if (!weights) return null;
  const names = fileNames(row);
  return {
    weights: { ...weights, name: names.weights, url: modelFilePath(row.id, names.weights) },
    card: { name: names.card, url: modelFilePath(row.id, names.card) },
  };
}

async function preprocessed(context: Context, row: Experiment): Promise<PreprocessedView | null> {
  const stage = finished(await context.loaders.stages.load(row.id), 'PREPROCESS');
  if (!stage) return null;
  const { images, mask } = stageResult.PREPROCESS.parse(stage.result);
  const slug = slugOf(context, row.workspaceId);
  return { images: storedBlob(slug, images), mask: mask && storedBlob(slug, mask) };
}

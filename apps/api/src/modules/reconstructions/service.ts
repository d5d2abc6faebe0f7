import type { BlobStore } from '@asterism/blobs';
import type { BlobRef, DecodingParams, Experiment, Sample } from '@asterism/db';
import { psnrOf } from '@asterism/ml/compare';
import { VARIATIONAL_KINDS } from '@asterism/ml/params';
import type { Context } from '../../context.ts';
import { refused } from '../../errors.ts';
import { type Page, type PageArgs, pageOf, pageRequest, positionsOf } from '../../paging/page.ts';
import { type Blob, storedBlob } from '../blobs/blob.ts';
import { slugOf } from '../experiments/views.ts';
import { type ErrorOrder, placeOf, samplesByError, writeCursor } from './ordering.ts';
import { OUTLIER_FROM, outlierScores } from './outliers.ts';
import { encodingOf, type Trained, trainedOf } from './trained.ts';

// Three pictures each: at (4, 256, 256) a page of 50 is 150 MB.
const PAGE_MAXIMUM = 50;

/** What of a sample the decoder gives back. */
export interface Reconstruction {
  sample: () => Promise<Sample>;
  pictures: Pictures | null;
  mse: number;
  psnr: number | null;
  ssim: number | null;
  msSsim: number | null;
  outlierScore: number | null;
  isOutlier: boolean;
}

export interface Pictures {
  original: Blob;
  reconstruction: Blob;
  residual: Blob;
}

export interface ReconstructionPage extends Page<Reconstruction> {
  epoch: number;
  outlierCount: number;
  overall: OverallScores;
}

/** Means over all samples; PSNR is that of the mean error, as of the experiment. */
export type OverallScores = Pick<Reconstruction, 'psnr' | 'ssim' | 'msSsim'> & { mse: number };

export interface ReconstructionArgs extends PageArgs {
  worstFirst?: boolean | null;
  epoch?: number | null;
}

/** The epochs whose weights are there, ascending; none of a model that does not decode. */
export async function checkpoints(context: Context, row: Experiment): Promise<number[]> {
  const trained = await trainedOf(context, row);
  return trained && decodes(trained) ? [...trained.weights.keys()] : [];
}

/**
 * Samples by the error of their reconstruction, a page at a time; the pictures of a page are made together and only
 * where they are asked for. Null until the samples are encoded, and of a model that does not decode.
 *
 * Throws NO_SUCH_CHECKPOINT, BAD_USER_INPUT for a page that cannot be, and what DecodingDesk.result throws.
 */
export async function reconstructions(
  context: Context,
  row: Experiment,
  { worstFirst, epoch: wanted, ...args }: ReconstructionArgs & { withPictures: boolean },
): Promise<ReconstructionPage | null> {
  const { withPictures, ...pageArgs } = args;
  const { first, ...others } = pageArgs;
  // first has a default, and is there where nobody gave it.
  const backward = others.last != null || others.before != null;
  const request = pageRequest(backward ? others : { first: first ?? null, ...others }, PAGE_MAXIMUM);
  const [trained, encoding] = [await trainedOf(context, row), await encodingOf(context, row)];
  if (!trained || !encoding?.reconstructionErrors) return null;
  const epoch = wanted ?? trained.lastEpoch;
  const weights = weightsAt(trained, epoch);
  const patience = context.services.decodings.patience();
  const wish = { workspaceId: row.workspaceId, trainStageId: trained.trainStageId };
  const { decodings, blobs } = context.services;
  const stored =
    epoch === trained.lastEpoch
      ? { ...encoding, errors: encoding.reconstructionErrors }
      : await decodings.result({ ...wish, kind: 'RESCORE', params: { weights } }, patience);
  const errors = await readFloat32(blobs, stored.errors);
  const [ssims, msSsims] = await Promise.all(
    [stored.ssims, stored.msSsims].map((ref) => (ref ? readFloat32(blobs, ref) : null)),
  );

  const order: ErrorOrder = { worstFirst: worstFirst ?? true, epoch };
  const sorted = samplesByError(errors, order);
  const { cursor } = request;
  const place = cursor === null ? null : placeOf(cursor, sorted, { errors, order });
  const found = positionsOf(request, sorted.length, place).map((position) => sorted[position]!);
  const shown = found.slice(0, request.limit);
  const pictures =
    withPictures && shown.length > 0
      ? await picturesOf(context, row, { trained, params: { weights, indexes: shown }, patience })
      : new Map<number, Pictures>();
  const outliers = outlierScores(errors);
  const rows = found.map((index) => ({
    cursor: writeCursor({ error: errors[index]!, index }, order),
    node: {
      sample: () => context.loaders.sampleByNumber.load({ versionId: row.datasetVersionId, index }),
      pictures: pictures.get(index) ?? null,
      mse: errors[index]!,
      psnr: psnrOf(errors[index]!),
      ssim: ssims?.[index] ?? null,
      msSsim: msSsims?.[index] ?? null,
      outlierScore: outliers?.[index] ?? null,
      isOutlier: isOutlier(outliers?.[index]),
    },
  }));
  return {
    ...pageOf(rows, request, async () => errors.length),
    epoch,
    overall: { mse: mean(errors), psnr: psnrOf(mean(errors)), ssim: meanOf(ssims), msSsim: meanOf(msSsims) },
    outlierCount: outliers?.filter(isOutlier).length ?? 0,
  };
}

/**
 * The mean latent with one dimension moved from -3 to +3 standard deviations, decoded. Null until the samples are
 * encoded, and of a model that is not variational.
 *
 * Throws NO_SUCH_DIMENSION, BAD_STEPS, and what DecodingDesk.result throws.
 */
export async function traversal(
  context: Context,
  row: Experiment,
  { dimension, steps }: { dimension: number; steps: number },
): Promise<Blob | null> {
  const [trained, encoding] = [await trainedOf(context, row), await encodingOf(context, row)];
  if (!trained || !encoding || !isVariational(trained)) return null;
  const { latentSize } = trained.model;
  if (dimension < 0 || dimension >= latentSize)
    throw refused(
      'NO_SUCH_DIMENSION',
      `dimension is ${dimension}; the latents have the dimensions 0 to ${latentSize - 1}.`,
    );
  if (steps < 2 || steps > 64) throw refused('BAD_STEPS', `steps is ${steps}; take 2 to 64.`);
  const { decodings } = context.services;
  const { images } = await decodings.result(
    {
      workspaceId: row.workspaceId,
      trainStageId: trained.trainStageId,
      kind: 'TRAVERSE',
      params: { weights: trained.train.weights.sha256, latents: encoding.latents, dimension, steps },
    },
    decodings.patience(),
  );
  return storedBlob(slugOf(context, row.workspaceId), images);
}

const decodes = ({ model }: Trained): boolean => model.kind !== 'CONTRASTIVE';
const isVariational = ({ model }: Trained): boolean => VARIATIONAL_KINDS.some((kind) => kind === model.kind);
const isOutlier = (score: number | undefined): boolean => score !== undefined && score > OUTLIER_FROM;

function weightsAt({ weights }: Trained, epoch: number): string {
  const found = weights.get(epoch);
  if (found) return found;
  throw refused(
    'NO_SUCH_CHECKPOINT',
    `The weights of epoch ${epoch} were not kept; there are those of ${[...weights.keys()].join(', ')}.`,
  );
}

interface PicturesAsked {
  trained: Trained;
  params: DecodingParams<'RECONSTRUCT'>;
  patience: AbortSignal;
}

async function picturesOf(
  context: Context,
  { workspaceId }: Experiment,
  { trained: { trainStageId }, params, patience }: PicturesAsked,
): Promise<Map<number, Pictures>> {
  const { samples } = await context.services.decodings.result(
    { workspaceId, trainStageId, kind: 'RECONSTRUCT', params },
    patience,
  );
  const slug = slugOf(context, workspaceId);
  return new Map(
    samples.map(({ index, original, reconstruction, residual }) => [
      index,
      {
        original: storedBlob(slug, original),
        reconstruction: storedBlob(slug, reconstruction),
        residual: storedBlob(slug, residual),
      },
    ]),
  );
}

const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const meanOf = (values: Float32Array | null | undefined): number | null => (values ? mean(values) : null);

/** A number a sample: 400 kB for 100,000 of them. */
async function readFloat32(blobs: BlobStore, { sha256 }: BlobRef): Promise<Float32Array> {
  // Copied: the bytes may not lie on a multiple of four.
  return new Float32Array(new Uint8Array(await blobs.read(sha256)).buffer);
}

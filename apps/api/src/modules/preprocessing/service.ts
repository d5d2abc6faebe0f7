import { createHash } from 'node:crypto';
import { alignmentRecord, headerCard, type Sample, type SampleContent, sampleSource } from '@asterism/db';
import { type DataLook, type PreprocessingParams, preprocessingParams } from '@asterism/ml/params';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { type Caller, workspaceIds } from '../../auth/caller.ts';
import { rowId } from '../../builder.ts';
import type { Context, Services } from '../../context.ts';
import { refused } from '../../errors.ts';
import { type Problem, problem, problemsOf } from '../../problem.ts';
import type { Blob } from '../blobs/blob.ts';
import { fillPreprocessing } from '../experiments/choose.ts';
import { keepOf } from '../experiments/data.ts';
import { lookOf } from '../experiments/look.ts';
import type { Preview, PreviewOrder } from './preview.ts';
import { previewQuery } from './previewQuery.ts';

export type PreviewSample = Sample & { content: SampleContent };

export interface PreviewAnswer {
  sample: PreviewSample;
  image: Blob;
  raw: Blob;
  steps: string[];
  outline: Preview['outline'];
}

/** The sample by its row's id, if the caller may see it. */
export function findSample(
  { db }: Pick<Services, 'db'>,
  caller: Caller | null,
  id: string | null,
): Promise<PreviewSample | null> {
  return db.sample.findFirst({
    where: { id: id ?? '', version: { dataset: { workspaceId: { in: workspaceIds(caller) } } } },
    include: { content: true },
  });
}

export const sampleByIndex = (
  { db }: Pick<Services, 'db'>,
  versionId: string,
  index: number,
): Promise<Sample | null> => db.sample.findUnique({ where: { versionId_index: { versionId, index } } });

type Loose = Record<string, unknown>;

/**
 * What the model would see of a sample, before any training. Throws NOT_FOUND; the code of the first thing that is
 * wrong with the choices, with all of them as `problems`; and what the maker throws.
 */
export async function previewPreprocessing(
  { services, caller }: Context,
  { sampleId, preprocessing }: { sampleId: string; preprocessing: Loose },
): Promise<PreviewAnswer> {
  const sample = await findSample(services, caller, rowId('Sample', sampleId));
  if (!sample) throw refused('NOT_FOUND', 'There is no such sample that you may see.');
  const chosen = chooseForSample(sample.content, preprocessing, await recommendedBy(services, sample));
  if (Array.isArray(chosen)) throw refusedFor(chosen);
  const preview = await previewOf(services, sample, chosen);
  const { image, raw, rawWidth, rawHeight, steps, outline } = preview;
  const at = (part: string) => `/samples/${sample.id}/preview/${part}?${previewQuery(chosen)}`;
  const count = chosen.channels.length;
  return {
    sample,
    image: blobOf(image, [count, chosen.size, chosen.size], at('image')),
    raw: blobOf(raw, [count, rawHeight, rawWidth], at('raw')),
    steps,
    outline,
  };
}

const blobOf = (values: Float32Array, shape: number[], url: string): Blob => ({
  url,
  dtype: 'float32',
  shape,
  sha256: hashOf(new Uint8Array(values.buffer)),
});

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What an experiment on the sample's version would take. */
interface Recommended {
  look: DataLook;
  /** Channels that the channel report would keep; null without a report. */
  keep: readonly number[] | null;
}

async function recommendedBy({ db }: Pick<Services, 'db'>, { versionId }: Sample): Promise<Recommended> {
  const [version, look] = await Promise.all([
    db.datasetVersion.findUnique({ where: { id: versionId }, select: { channelReport: true } }),
    lookOf(db, versionId),
  ]);
  return { look, keep: version && keepOf(version.channelReport) };
}

/**
 * Without channels: those of `keep`, which the channel report would keep, in which the sample shows something; else all
 * in which it does. A channel that shows nothing may be looked at. What else is left out is as an experiment on the
 * sample's version has it; without a recommendation, as the schema has it.
 */
export function chooseForSample(
  { channelCount, constantChannels }: Pick<SampleContent, 'channelCount' | 'constantChannels'>,
  input: Loose,
  recommended: Recommended | null = null,
): PreprocessingParams | Problem[] {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value != null));
  const all = Array.from({ length: channelCount }, (_, channel) => channel);
  const full = all.filter((channel) => !constantChannels.includes(channel));
  const kept = full.filter((channel) => recommended?.keep?.includes(channel));
  const asked = { channels: [kept, full, all].find(({ length }) => length > 0), ...given };
  const parsed = preprocessingParams.safeParse(
    recommended ? fillPreprocessing(recommended.look, asked) : asked,
  );
  if (!parsed.success) return problemsOf(parsed.error, ['preprocessing']);
  const { channels } = parsed.data;
  const unknown = channels.findIndex((channel) => channel >= channelCount);
  if (unknown < 0) return parsed.data;
  return [
    problem(
      'UNKNOWN_CHANNEL',
      `There is no channel ${channels[unknown]}: the sample has the channels 0 to ${channelCount - 1}.`,
      'preprocessing',
      'channels',
      unknown,
    ),
  ];
}

function refusedFor(problems: Problem[]): GraphQLError {
  const [first] = problems;
  return new GraphQLError(first!.message, { extensions: { code: first!.code, problems } });
}

export function previewOf(
  { previews }: Pick<Services, 'previews'>,
  { content }: PreviewSample,
  params: PreprocessingParams,
): Promise<Preview> {
  const { channelCount, width, height } = content;
  const order: PreviewOrder = {
    sources: z.array(sampleSource).parse(content.sources),
    channelCount,
    width,
    height,
    source: alignmentRecord.nullable().parse(content.alignment)?.source ?? null,
    unit: unitOf(content),
    params,
  };
  return previews.make(previewKey(content, order), order);
}

/** Equal keys have equal bytes. */
function previewKey(
  { contentHash, workspaceId }: Pick<SampleContent, 'contentHash' | 'workspaceId'>,
  order: PreviewOrder,
): string {
  const what = [workspaceId, contentHash, order];
  return hashOf(new TextEncoder().encode(JSON.stringify(what)));
}

function unitOf({ header }: Pick<SampleContent, 'header'>): string | null {
  const unit = z
    .array(headerCard)
    .parse(header)
    .find(({ keyword }) => keyword === 'BUNIT')?.value;
  return typeof unit === 'string' && unit.trim() !== '' ? unit.trim() : null;
}

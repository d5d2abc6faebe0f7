import {
  type ByteSource,
  type ChannelPixels,
  chooseImage,
  type FitsFile,
  readChannels,
} from '@asterism/fits';
import {
  type MeasuredSource,
  measureSample,
  ParameterError,
  type PreprocessedSample,
  type PreprocessingParams,
  preprocessSample,
} from '@asterism/ml';
import { type Refusal, withFits } from '../fits/withFits.ts';

/** Which images of a file are the channels; null leaves it to the reader. */
export interface Reading {
  hdus: readonly number[] | null;
  planes: readonly number[] | null;
  channelAxis: number | null;
}

export type ReadImage = { done: PreprocessedSample } | { refusal: Pick<Refusal, 'code' | 'message'> };

/** Reads a file and prepares it as the data set's samples were, or says why that cannot be. */
export async function readImage(
  path: string,
  reading: Reading,
  params: PreprocessingParams,
): Promise<ReadImage> {
  const read = await withFits(path, (file, source) => readSample(file, source, reading));
  if ('refusal' in read) return read;
  if ('code' in read.done) return { refusal: read.done };
  try {
    return { done: preprocessSample(read.done, params, { source: sourceOf(read.done, params) }) };
  } catch (error) {
    if (error instanceof ParameterError) return { refusal: { code: error.code, message: error.message } };
    throw error;
  }
}

const sourceOf = (pixels: ChannelPixels, { alignment }: PreprocessingParams): MeasuredSource | null =>
  alignment === 'NONE' ? null : measureSample(pixels);

/** The planes of all HDUs that are wished for, behind one another. */
async function readSample(
  file: FitsFile,
  source: ByteSource,
  { hdus, planes, channelAxis }: Reading,
): Promise<ChannelPixels | { code: string; message: string }> {
  const parts: ChannelPixels[] = [];
  for (const hdu of hdus ?? [null]) {
    const choice = chooseImage(file, {
      ...(hdu === null ? {} : { hdu }),
      ...(planes === null ? {} : { planes }),
      ...(channelAxis === null ? {} : { channelAxis }),
    });
    parts.push(await readChannels(source, file, choice));
  }
  const [first] = parts;
  if (parts.length === 1) return first!;
  const { height, width } = first!;
  if (parts.some((part) => part.height !== height || part.width !== width))
    return { code: 'SIZE_MISMATCH', message: 'Its HDUs are not of one size; the channels of a sample are.' };
  const data = new Float32Array(parts.reduce((sum, part) => sum + part.data.length, 0));
  let at = 0;
  for (const part of parts) {
    data.set(part.data, at);
    at += part.data.length;
  }
  return { data, channels: data.length / (height * width), height, width };
}

import type { WorkerContext } from '../context.ts';
import { LISTED, listSample, packPage } from '../stages/samplePages.ts';
import type { TrainedExperiment } from './trainedExperiment.ts';

// Images that are held in memory together, and after which somebody else may have the child that decodes.
const IMAGES_AT_ONCE = 256;
const BYTES_AT_ONCE = 64 * 2 ** 20;

export interface EncodedAll {
  /** EncodedImage.number of each row. */
  numbers: number[];
  /** (rows, latentSize) */
  latents: Float32Array;
  /** (rows); null of a model that does not decode. */
  errors: Float32Array | null;
  /** Numbers of the images whose latents are no numbers; they have no rows. */
  notFinite: number[];
}

/** Encodes the images that were not refused, some at a time. None: no rows. */
export async function encodeAll(
  { db, pool }: WorkerContext,
  {
    encodingId,
    experiment,
    signal,
    onEncoded,
  }: {
    encodingId: string;
    experiment: TrainedExperiment;
    signal: AbortSignal;
    /** The share that is done, 0 to 1. */
    onEncoded: (share: number) => void;
  },
): Promise<EncodedAll> {
  const { preprocessing, model, weights } = experiment;
  const isAccepted = { encodingId, code: null } as const;
  const total = await db.encodedImage.count({ where: isAccepted });
  const all: EncodedAll = {
    numbers: [],
    latents: new Float32Array(total * model.latentSize),
    errors: null,
    notFinite: [],
  };
  for (let done = 0, last = -1; done < total; ) {
    const rows = await db.encodedImage.findMany({
      where: { ...isAccepted, number: { gt: last } },
      orderBy: { number: 'asc' },
      take: imagesAtOnce(preprocessing),
      select: { number: true, content: { select: LISTED } },
    });
    const page = packPage(
      rows.flatMap(({ number, content }) => (content ? listSample(number, content) : [])),
    );
    const lease = await pool.acquire('decoder', signal);
    try {
      const { result } = await lease.child.run<'ENCODE_IMAGES'>(
        { kind: 'ENCODE_IMAGES', page, preprocessing, model, weights },
        { signal },
      );
      take(
        all,
        rows.map(({ number }) => number),
        { ...result, total },
      );
    } finally {
      lease.release();
    }
    done += rows.length;
    last = rows.at(-1)!.number;
    onEncoded(done / total);
  }
  const { length } = all.numbers;
  return {
    ...all,
    latents: all.latents.subarray(0, length * model.latentSize),
    errors: all.errors?.subarray(0, length) ?? null,
  };
}

const imagesAtOnce = ({ channels, size }: TrainedExperiment['preprocessing']): number =>
  Math.min(Math.max(Math.floor(BYTES_AT_ONCE / (channels.length * size * size * 4)), 1), IMAGES_AT_ONCE);

/** Appends what is finite. */
function take(
  all: EncodedAll,
  numbers: readonly number[],
  { latents, errors, total }: { latents: Float32Array; errors: Float32Array | null; total: number },
): void {
  const cols = latents.length / numbers.length;
  if (errors) all.errors ??= new Float32Array(total);
  for (const [i, number] of numbers.entries()) {
    const latent = latents.subarray(i * cols, (i + 1) * cols);
    const error = errors?.[i] ?? 0;
    if (!latent.every(Number.isFinite) || !Number.isFinite(error)) {
      all.notFinite.push(number);
      continue;
    }
    all.latents.set(latent, all.numbers.length * cols);
    all.errors?.set([error], all.numbers.length);
    all.numbers.push(number);
  }
}

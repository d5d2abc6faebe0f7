import type { Session } from '../graph/backend.ts';
import type { Model } from '../models/model.ts';
import { createRandom } from '../random/random.ts';
import { breathe } from './hooks.ts';
import type { BatchReader } from './imageBatch.ts';
import type { StepFeeds } from './stepFeeds.ts';

interface Validation {
  session: Session;
  model: Model;
  reader: BatchReader;
  feeds: StepFeeds;
  /** Samples held back. */
  samples: readonly number[];
  batchSize: number;
  signal?: AbortSignal | undefined;
}

/**
 * The mean reconstruction error of samples held back; of a model that does not decode its loss over views, which are
 * the same each time. Null where there are too few of them.
 */
export async function validate(setting: Validation): Promise<number | null> {
  const { session, model, reader, feeds, samples, batchSize, signal } = setting;
  // A stream of its own, from the start each time, so that epochs are compared over the same views.
  const random = createRandom(0x7e57);
  let [sum, count] = [0, 0];
  for (let from = 0; from < samples.length; from += batchSize) {
    signal?.throwIfAborted();
    const batch = samples.slice(from, from + batchSize);
    if (!model.decodes && batch.length < model.smallestBatch) continue;
    const values = await reader.read(batch, samples.slice(from + batchSize, from + 2 * batchSize));
    if (model.decodes) for (const error of session.run('encode', { ...values })['errors']!) sum += error;
    else sum += session.run('compare', feeds.views(values, random))['loss']![0]! * batch.length;
    count += batch.length;
    await breathe();
  }
  return count > 0 ? sum / count : null;
}

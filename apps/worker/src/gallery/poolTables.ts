import { type Distribution, poolDistributions, QUANTILE_LEVELS } from '@asterism/fits';
import type { TaskRunner } from '../child/context.ts';

const CHANNEL_VALUES = 1 + QUANTILE_LEVELS.length;

/** How each channel's pixels are distributed over all the samples whose tables these are. */
export const poolTables: TaskRunner<'POOL'> = async ({ tables }, { signal }) => {
  const channels: Distribution[][] = [];
  for (const table of tables)
    for (const [channel, distribution] of readTable(table).entries()) {
      channels[channel] ??= [];
      channels[channel].push(distribution);
    }
  const pooled = new Float32Array(channels.length * CHANNEL_VALUES);
  for (const [channel, parts] of channels.entries()) {
    signal.throwIfAborted();
    const found = poolDistributions(parts);
    pooled.set([found?.count ?? 0], channel * CHANNEL_VALUES);
    pooled.set(
      found?.quantiles ?? new Float32Array(QUANTILE_LEVELS.length).fill(Number.NaN),
      channel * CHANNEL_VALUES + 1,
    );
  }
  return { table: new Uint8Array(pooled.buffer) };
};

/** One distribution a channel out of Float32 (channels, 1 + QUANTILE_LEVELS), whose bytes may lie anywhere. */
export function readTable(bytes: Uint8Array): { count: number; quantiles: Float32Array }[] {
  const values = new Float32Array(new Uint8Array(bytes).buffer);
  return Array.from({ length: values.length / CHANNEL_VALUES }, (_, channel) => {
    const row = values.subarray(channel * CHANNEL_VALUES, (channel + 1) * CHANNEL_VALUES);
    return { count: row[0]!, quantiles: row.subarray(1) };
  });
}

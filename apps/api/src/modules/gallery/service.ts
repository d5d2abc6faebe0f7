import type { SpriteSheet } from '@asterism/db';
import { QUANTILE_LEVELS, quantileAt } from '@asterism/fits';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import type { SheetRange } from './loaders.ts';

// 64 sheets are 4,096 samples: more than any screen shows.
const SHEETS_MAXIMUM = 64;
// PostgreSQL's integers end there; a channel or a sheet beyond is simply not there.
const NUMBER_MAXIMUM = 2 ** 31 - 1 - SHEETS_MAXIMUM;

/**
 * The values between which a channel's pixels lie in all samples together, but for the share beyond `percentile` at
 * either end. Null where the version has no such channel or is still importing. Throws BAD_USER_INPUT.
 */
export async function displayLimits(
  { loaders }: Context,
  versionId: string,
  { channel, percentile }: { channel: number; percentile: number },
): Promise<[number, number] | null> {
  if (!(percentile >= 50 && percentile <= 100))
    throw refusal.badArgument(`percentile must be from 50 to 100; it is ${percentile}.`);
  checkNumber('channel', channel);
  const row = await loaders.versionChannel.load({ versionId, channel });
  if (!row || row.pixelCount === 0) return null;
  const { quantiles } = row;
  const table = new Float32Array(
    quantiles.buffer.slice(quantiles.byteOffset, quantiles.byteOffset + quantiles.byteLength),
  );
  if (table.length !== QUANTILE_LEVELS.length)
    throw new Error(`Channel ${channel} of the version ${versionId} has ${table.length} quantiles.`);
  return [quantileAt(table, 1 - percentile / 100), quantileAt(table, percentile / 100)];
}

/** Neighbouring sheets that are there. Throws BAD_USER_INPUT. */
export async function listSheets({ loaders }: Context, range: SheetRange): Promise<SpriteSheet[]> {
  checkNumber('channel', range.channel);
  checkNumber('from', range.from);
  if (range.first < 0 || range.first > SHEETS_MAXIMUM)
    throw refusal.badArgument(`first must be from 0 to ${SHEETS_MAXIMUM}; it is ${range.first}.`);
  return range.first === 0 ? [] : loaders.spriteSheets.load(range);
}

function checkNumber(name: string, value: number): void {
  if (value < 0 || value > NUMBER_MAXIMUM)
    throw refusal.badArgument(`${name} counts from 0; it is ${value}.`);
}

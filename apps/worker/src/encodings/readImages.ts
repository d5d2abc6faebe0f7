import { encodingRequest, parseNamePattern } from '@asterism/db';
import type { WorkerContext } from '../context.ts';
import { groupFiles, type PlannedUnit, singleFiles } from '../import/groupFiles.ts';
import { readUnits } from '../import/readUnits.ts';
import type { Heartbeat } from '../stages/heartbeat.ts';
import { type ImageWriting, writeImage } from './imageWriter.ts';

export interface ImageReading extends ImageWriting {
  heartbeat: Heartbeat;
  /** Called as files are read; `share` is 0 to 1. */
  onRead: (share: number) => void;
}

/** Reads the files that were sent, as an import does: each becomes a row, read or refused. Goes on where it broke off. */
export async function readImages(context: WorkerContext, reading: ImageReading): Promise<void> {
  const { db, pool, lanes, fileSilenceMs } = context;
  const { encoding, heartbeat, onRead } = reading;
  const { groupBy, ...wish } = encodingRequest.parse(encoding.request);
  const units = await planUnits(db, encoding.id, groupBy);
  const rows = await db.encodedImage.findMany({
    where: { encodingId: encoding.id },
    select: { number: true },
  });
  const there = new Set(rows.map(({ number }) => number));
  const missing = [...units.keys()].filter((number) => !there.has(number));
  let written: Promise<void> = Promise.resolve();
  let read = there.size;
  await readUnits({
    pool,
    lanes,
    signal: heartbeat.signal,
    units: missing.map((number) => units[number]!),
    from: 0,
    task: { wish, folder: null },
    silenceMs: fileSilenceMs,
    onRead(unit, file) {
      onRead(++read / units.length);
      written = written.then(() => writeImage(context, reading, { number: missing[unit]!, file }));
      written.catch((error: Error) => heartbeat.stop(error));
    },
    // What waits to be written is held in memory.
    room: () => written,
  });
  await written;
}

/** The same after a crash as before: what a unit became is written under its place here. */
async function planUnits(
  db: WorkerContext['db'],
  encodingId: string,
  groupBy: string | null,
): Promise<PlannedUnit[]> {
  const files = await db.encodingFile.findMany({
    where: { encodingId },
    orderBy: { number: 'asc' },
    select: { fileName: true, sha256: true },
  });
  if (groupBy === null) return singleFiles(files);
  const pattern = parseNamePattern(groupBy);
  if ('wrong' in pattern) throw new Error(pattern.wrong);
  return groupFiles(files, pattern);
}

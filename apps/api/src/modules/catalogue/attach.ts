import type { CatalogueJoin, DatasetVersion, DbTransaction, Upload } from '@asterism/db';
import { emitEvent } from '@asterism/db';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, problem, problemsOf } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';
import { type Joined, joinByFileName, joinByIndex } from './join.ts';
import { samplesOf } from './samples.ts';
import { openTable } from './tables/openTable.ts';
import { type Survey, surveyTable } from './tables/survey.ts';
import { type RawTable, TableError } from './tables/table.ts';
import { findTarget, type Target } from './target.ts';
import { oneAtATime } from './turns.ts';
import { writeCatalogue } from './write.ts';

const newCatalogue = z.object({
  datasetVersionId: z.string(),
  uploadId: z.string(),
  joinColumn: z.string().trim().min(1).max(400),
  joinBy: z.enum(['FILE_NAME', 'INDEX']),
});
type NewCatalogue = z.infer<typeof newCatalogue>;

// Values of 100,000 samples and 50 columns are written in 10 s.
const WRITE_WITHIN_MS = 180_000;
const NAMED_AT_MOST = 40;

/**
 * Joins an uploaded table to a version's samples.
 *
 * Problems: VERSION_NOT_FOUND, VERSION_NOT_READY, UPLOAD_NOT_FOUND, COLUMN_NOT_FOUND, NO_MATCH, and those of tables:
 * NOT_A_TABLE, TOO_LARGE, DUPLICATE_COLUMN, BAD_ROW, EMPTY_TABLE.
 */
export async function attachCatalogue(
  context: Context,
  input: NewCatalogue,
): Promise<Outcome<DatasetVersion>> {
  const parsed = newCatalogue.safeParse(input);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const asked = parsed.data;
  const found = await findTarget(context, asked);
  if (!found.value) return found;
  const { version, upload, caller } = found.value;
  return oneAtATime(async () => {
    const read = await readTable(context, upload, asked.joinColumn);
    if (!read.value) return read;
    return join(context, read.value, { version, upload, asked, caller });
  });
}

interface ReadTable {
  table: RawTable;
  survey: Survey;
  joinAt: number;
}

async function readTable(
  { services: { blobs } }: Context,
  { sha256 }: Upload,
  joinColumn: string,
): Promise<Outcome<ReadTable>> {
  try {
    const table = await openTable(await blobs.localPath(sha256));
    const joinAt = table.columns.findIndex(
      ({ name, unit }) => name === joinColumn || `${name} [${unit}]` === joinColumn,
    );
    if (joinAt < 0) return notDone(columnNotFound(joinColumn, table));
    return done({ table, joinAt, survey: await surveyTable(table, joinAt) });
  } catch (error) {
    return notDone(tableProblem(error));
  }
}

function columnNotFound(wanted: string, { columns }: RawTable) {
  const names = columns.slice(0, NAMED_AT_MOST).map(({ name }) => name);
  const more = columns.length - names.length;
  return problem(
    'COLUMN_NOT_FOUND',
    `There is no column ${JSON.stringify(wanted)}; the table has ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    'joinColumn',
  );
}

/** A table's fault as a problem; anything else is thrown on. */
export function tableProblem(error: unknown) {
  if (error instanceof TableError) return problem(error.code, error.message, 'uploadId');
  throw error;
}

interface Attachment extends Target {
  asked: NewCatalogue;
}

async function join(
  context: Context,
  read: ReadTable,
  attachment: Attachment,
): Promise<Outcome<DatasetVersion>> {
  const { db } = context.services;
  const { version, asked } = attachment;
  const samples = await samplesOf(db, version.id);
  const joined = (asked.joinBy === 'INDEX' ? joinByIndex : joinByFileName)(read.survey.keys, samples);
  if (joined.sampleOfRow.size === 0) return notDone(noMatch(asked.joinBy, read.survey, joined, samples));
  try {
    return await db.$transaction((tx) => write(tx, read, joined, attachment), {
      maxWait: 30_000,
      timeout: WRITE_WITHIN_MS,
    });
  } catch (error) {
    return notDone(tableProblem(error));
  }
}

function noMatch(
  joinBy: CatalogueJoin,
  { keys }: Survey,
  { misses }: Joined,
  samples: readonly { fileName: string }[],
) {
  const first = JSON.stringify(keys.find((key) => key !== '') ?? '');
  if (misses.ambiguousRowCount > 0)
    return problem(
      'NO_MATCH',
      `No row fits one sample alone: ${misses.ambiguousRowCount} rows fit several samples, or a sample that another row fits too; the first is ${JSON.stringify(misses.ambiguousRows[0]?.value)}.`,
      'joinColumn',
    );
  const wanted =
    joinBy === 'INDEX'
      ? `ID numbers from 0 to ${samples.length - 1}`
      : `file names such as ${JSON.stringify(samples[0]?.fileName ?? '')}`;
  return problem(
    'NO_MATCH',
    `None of the ${keys.length} rows fits a sample: ${first} stands where ${wanted} are looked for.`,
    'joinColumn',
  );
}

async function write(
  tx: DbTransaction,
  { table, survey, joinAt }: ReadTable,
  { sampleOfRow, misses }: Joined,
  { version, upload, asked, caller }: Attachment,
): Promise<Outcome<DatasetVersion>> {
  // One table after another, so that positions are without gaps and a column has one table's values.
  await tx.$executeRaw`SELECT 1 FROM "DatasetVersion" WHERE id = ${version.id} FOR UPDATE`;
  await writeCatalogue(tx, {
    versionId: version.id,
    name: upload.fileName,
    sha256: upload.sha256,
    joinColumn: survey.columns[joinAt]!.name,
    joinBy: asked.joinBy,
    createdById: caller.user.id,
    table,
    columns: survey.columns,
    kept: survey.columns.flatMap((_, at) => (at === joinAt ? [] : [at])),
    rowCount: survey.keys.length,
    sampleOfRow,
    misses,
  });
  const { workspaceId, name } = version.dataset;
  await recordDeeds(tx, caller, [
    {
      workspaceId,
      verb: 'attached a catalogue',
      subjectType: 'DatasetVersion',
      subjectId: version.id,
      sentence: `${caller.user.name} attached ${upload.fileName} to ${name}, version ${version.number}: ${sampleOfRow.size} samples matched.`,
    },
  ]);
  await emitEvent(tx, { workspaceId, versionId: version.id });
  return done(version);
}

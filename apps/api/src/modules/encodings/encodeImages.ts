import {
  type DbTransaction,
  type Encoding,
  type EncodingRequest,
  type Experiment,
  emitEvent,
  importRequest,
  inTransaction,
} from '@asterism/db';
import { sendJob } from '@asterism/jobs';
import { z } from 'zod';
import { editorById } from '../../auth/permission.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, type Problem, problem, problemsOf } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';
import { readingChoices, readingOf, wrongReading } from '../datasets/readingChoices.ts';
import { missingUploads } from '../uploads/missing.ts';
import { encodableVersion, IMAGES_MAXIMUM } from './encodableVersion.ts';

const newEncoding = z.object({
  experimentId: z.string(),
  uploadIds: z
    .array(z.string())
    .max(IMAGES_MAXIMUM)
    .nullish()
    .transform((ids) => ids && [...new Set(ids)]),
  datasetVersionId: z.string().nullish(),
  ...readingChoices,
});
type NewEncoding = z.infer<typeof newEncoding>;

/**
 * Has images put through the model of a finished experiment: files that were sent, which become no samples of a data
 * set, or the samples of a data set version.
 *
 * Problems: EXPERIMENT_NOT_FOUND, EXPERIMENT_NOT_FINISHED, NO_CLUSTERS, TOO_SMALL, CONFLICTING_CHOICES, BAD_PATTERN, UPLOAD_NOT_FOUND,
 * VERSION_NOT_FOUND, VERSION_NOT_READY, TOO_LARGE, WRONG_CHANNEL_COUNT.
 */
export async function encodeImages(
  context: Context,
  input: z.input<typeof newEncoding>,
): Promise<Outcome<Encoding>> {
  const parsed = newEncoding.safeParse(input);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const wrong = wrongChoices(parsed.data);
  if (wrong.length > 0) return notDone(...wrong);
  const { db } = context.services;
  const { experimentId, uploadIds, datasetVersionId, ...reading } = parsed.data;
  const experiment = await db.experiment.findUnique({
    where: { id: rowId('Experiment', experimentId) ?? '' },
  });
  const membership = experiment && editorById(context, experiment.workspaceId);
  if (!experiment || !membership)
    return notDone(
      problem('EXPERIMENT_NOT_FOUND', 'There is no such experiment that you may see.', 'experimentId'),
    );
  if (experiment.status !== 'SUCCEEDED')
    return notDone(
      problem(
        'EXPERIMENT_NOT_FINISHED',
        `E-${experiment.number} is ${experiment.status.toLowerCase()}; only an experiment that succeeded has a model and clusters to hold images against.`,
        'experimentId',
      ),
    );
  if (experiment.clusterCount === 0)
    return notDone(
      problem(
        'NO_CLUSTERS',
        `E-${experiment.number} found no clusters: every sample is noise. Take an experiment that has some.`,
        'experimentId',
      ),
    );
  const version = datasetVersionId == null ? null : await encodableVersion(db, experiment, datasetVersionId);
  if (version && !version.value) return version;
  return inTransaction(db, async (tx) => {
    const missing = await missingUploads(tx, experiment.workspaceId, uploadIds ?? []);
    if (missing.length > 0) return notDone(...missing);
    const encoding = await createEncoding(tx, experiment, {
      createdById: membership.caller.user.id,
      datasetVersionId: version?.value.id ?? null,
      uploadIds: uploadIds ?? [],
      request: isSaid(reading) ? readingOf(reading) : await readingOfVersion(tx, experiment),
    });
    const what = version ? version.value.name : `${uploadIds?.length} files`;
    await recordDeeds(tx, membership.caller, [
      {
        workspaceId: experiment.workspaceId,
        verb: 'encoded images',
        subjectType: 'Encoding',
        subjectId: encoding.id,
        sentence: `${membership.caller.user.name} encoded ${what} with E-${experiment.number}.`,
      },
    ]);
    return done(encoding);
  });
}

const isSaid = (reading: object): boolean => Object.values(reading).some((choice) => choice != null);

/** As the newest files were read of the samples that were trained on. */
async function readingOfVersion(
  tx: DbTransaction,
  { datasetVersionId }: Experiment,
): Promise<EncodingRequest> {
  const { request } = await tx.datasetVersion.findUniqueOrThrow({
    where: { id: datasetVersionId },
    select: { request: true },
  });
  const { hdus, planes, channelAxis, groupBy } = importRequest.parse(request);
  return { hdus, planes, channelAxis, groupBy };
}

function wrongChoices({ uploadIds, datasetVersionId, ...reading }: NewEncoding): Problem[] {
  const wrong = wrongReading(reading);
  if (datasetVersionId != null && uploadIds != null)
    wrong.push(
      problem('CONFLICTING_CHOICES', 'Name uploads or a data set version, not both.', 'datasetVersionId'),
    );
  if (datasetVersionId == null && !uploadIds?.length)
    wrong.push(
      problem('TOO_SMALL', 'Name one finished upload at least, or a data set version.', 'uploadIds'),
    );
  return wrong;
}

interface Wanted {
  createdById: string;
  datasetVersionId: string | null;
  uploadIds: readonly string[];
  request: EncodingRequest;
}

async function createEncoding(
  tx: DbTransaction,
  { id: experimentId, workspaceId }: Experiment,
  { uploadIds, ...wanted }: Wanted,
): Promise<Encoding> {
  const { numericEnvironment } = await tx.stage.findFirstOrThrow({
    where: { kind: 'ENCODE', status: 'SUCCEEDED', uses: { some: { experimentId } } },
    select: { numericEnvironment: true },
  });
  if (numericEnvironment === null) throw new Error(`The latents of ${experimentId} are of no environment.`);
  const encoding = await tx.encoding.create({
    data: { workspaceId, experimentId, numericEnvironment, ...wanted },
  });
  await tx.$executeRaw`
    INSERT INTO "EncodingFile" ("encodingId", number, "fileName", sha256)
    SELECT ${encoding.id}, wanted.position - 1, u."fileName", u.sha256
    FROM unnest(${[...uploadIds]}::text[]) WITH ORDINALITY AS wanted (id, position) JOIN "Upload" u ON u.id = wanted.id`;
  await sendJob(
    tx,
    'encoding.run',
    { encodingId: encoding.id },
    { jobKey: `encoding:${encoding.id}`, numericEnvironment },
  );
  await emitEvent(tx, { workspaceId, experimentId });
  return encoding;
}

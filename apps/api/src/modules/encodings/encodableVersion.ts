import type { Db, Experiment } from '@asterism/db';
import { rowId } from '../../builder.ts';
import { done, notDone, type Outcome, problem } from '../../problem.ts';

/** At once: each is held against every sample that was trained on, which of 10,000 and 100,000 takes half a minute. */
export const IMAGES_MAXIMUM = 10_000;

const PATH = 'datasetVersionId';

/**
 * A data set version whose samples the experiment's model can take.
 *
 * Problems: VERSION_NOT_FOUND, VERSION_NOT_READY, TOO_LARGE, WRONG_CHANNEL_COUNT.
 */
export async function encodableVersion(
  db: Db,
  { number, workspaceId, datasetVersionId }: Experiment,
  globalId: string,
): Promise<Outcome<{ id: string; name: string }>> {
  const version = await db.datasetVersion.findFirst({
    where: { id: rowId('DatasetVersion', globalId) ?? '', dataset: { workspaceId } },
    include: { dataset: { select: { name: true } } },
  });
  if (!version)
    return notDone(
      problem('VERSION_NOT_FOUND', 'There is no such data set version in this workspace.', PATH),
    );
  const name = `version ${version.number} of ${version.dataset.name}`;
  if (version.status !== 'READY') {
    const state = version.status === 'IMPORTING' ? 'is still being imported' : 'could not be imported';
    return notDone(problem('VERSION_NOT_READY', `The ${name} ${state}.`, PATH));
  }
  if (version.sampleCount > IMAGES_MAXIMUM)
    return notDone(
      problem(
        'TOO_LARGE',
        `The ${name} has ${version.sampleCount} samples; at most ${IMAGES_MAXIMUM} are encoded at once.`,
        PATH,
      ),
    );
  const { channelCount } = await db.datasetVersion.findUniqueOrThrow({
    where: { id: datasetVersionId },
    select: { channelCount: true },
  });
  // Where the samples differ among themselves, those that do not fit are refused one by one.
  if (version.channelCount !== null && channelCount !== null && version.channelCount !== channelCount)
    return notDone(
      problem(
        'WRONG_CHANNEL_COUNT',
        `The samples of the ${name} have ${version.channelCount} channels; E-${number} was trained on images of ${channelCount}.`,
        PATH,
      ),
    );
  return done({ id: version.id, name });
}

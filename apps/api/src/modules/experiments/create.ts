import type { Experiment } from '@asterism/db';
import { z } from 'zod';
import { editorBySlug, workspaceNotFound } from '../../auth/permission.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, problemsOf } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';
import type { CreateExperimentInput } from './choices.ts';
import {
  chooseClustering,
  chooseModel,
  choosePreprocessing,
  chooseProjections,
  chooseSeed,
} from './choose.ts';
import { trainableVersion } from './data.ts';
import { experimentName, recordExperiments } from './record.ts';

const labels = z.object({
  name: z.string().trim().min(1).max(200).nullish(),
  tags: z.array(z.string().trim().min(1).max(60)).max(50).nullish(),
});

/** Checks everything that is asked for against the data, then records the experiment. All problems are told at once. */
export async function createExperiment(
  context: Context,
  input: typeof CreateExperimentInput.$inferInput,
): Promise<Outcome<Experiment>> {
  const membership = editorBySlug(context, input.workspace);
  if (!membership) return notDone(workspaceNotFound(input.workspace));
  const { workspaceId, caller } = membership;
  const { db } = context.services;
  const version = await trainableVersion(db, workspaceId, input.datasetVersionId);
  if (!version.value) return notDone(...version.problems);
  const facts = version.value;
  const named = labels.safeParse({ name: input.name, tags: input.tags });
  const preprocessing = choosePreprocessing(facts, input.preprocessing, ['preprocessing']);
  const model = chooseModel(facts, input.model, ['model']);
  const clustering = chooseClustering(facts, input.clustering, ['clustering']);
  const projections = chooseProjections(facts, input.projections, ['projections']);
  const seed = chooseSeed(input.seed, ['seed']);
  if (
    !named.success ||
    !preprocessing.value ||
    !model.value ||
    !clustering.value ||
    !projections.value ||
    seed.value === null
  )
    return notDone(
      ...(named.success ? [] : problemsOf(named.error)),
      ...[preprocessing, model, clustering, projections, seed].flatMap(({ problems }) => problems),
    );
  const choices = {
    tags: [...new Set(named.data.tags)],
    seed: seed.value,
    preprocessing: preprocessing.value,
    model: model.value,
    projections: projections.value,
    clustering: clustering.value,
  };
  const name = named.data.name ?? experimentName(choices);
  return db.$transaction(async (tx) => {
    const owner = { workspaceId, versionId: facts.versionId, studyId: null, caller };
    const [experiment] = await recordExperiments(tx, owner, [{ ...choices, name }]);
    if (!experiment) throw new Error('The experiment was not written.');
    await recordDeeds(tx, caller, [
      {
        workspaceId,
        verb: 'started',
        subjectType: 'Experiment',
        subjectId: experiment.id,
        sentence: `${caller.user.name} started E-${experiment.number} on ${facts.datasetName}.`,
      },
    ]);
    return done(experiment);
  });
}

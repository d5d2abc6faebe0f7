import type { Study } from '@asterism/db';
import { z } from 'zod';
import { editorBySlug, workspaceNotFound } from '../../auth/permission.ts';
import type { Context } from '../../context.ts';
import { done, notDone, type Outcome, problemsOf } from '../../problem.ts';
import { recordDeeds } from '../audit/record.ts';
import type { CreateStudyInput } from '../experiments/choices.ts';
import { trainableVersion } from '../experiments/data.ts';
import { recordExperiments } from '../experiments/record.ts';
import { expandGrid } from './grid.ts';

const TRANSACTION_MS = 60_000;

type Input = typeof CreateStudyInput.$inferInput;

const studyName = z.object({ name: z.string().trim().min(1).max(200).nullish() });

/** Checks every choice against the data, then records a study and an experiment for every combination. All problems are told at once. */
export async function createStudy(context: Context, input: Input): Promise<Outcome<Study>> {
  const membership = editorBySlug(context, input.workspace);
  if (!membership) return notDone(workspaceNotFound(input.workspace));
  const { workspaceId, caller } = membership;
  const { db } = context.services;
  const version = await trainableVersion(db, workspaceId, input.datasetVersionId);
  if (!version.value) return notDone(...version.problems);
  const facts = version.value;
  const named = studyName.safeParse({ name: input.name });
  const grid = expandGrid(facts, input);
  if (!named.success || !grid.value)
    return notDone(...(named.success ? [] : problemsOf(named.error)), ...grid.problems);
  const { experiments, choices } = grid.value;
  const name = named.data.name ?? `Study of ${facts.datasetName}`;
  return db.$transaction(
    async (tx) => {
      const study = await tx.study.create({
        data: {
          workspaceId,
          name,
          grid: choices,
          datasetVersionId: facts.versionId,
          createdById: caller.user.id,
        },
      });
      await recordExperiments(
        tx,
        { workspaceId, versionId: facts.versionId, studyId: study.id, caller },
        experiments,
      );
      await recordDeeds(tx, caller, [
        {
          workspaceId,
          verb: 'started',
          subjectType: 'Study',
          subjectId: study.id,
          sentence: `${caller.user.name} started the study ${name} with ${experiments.length} experiments.`,
        },
      ]);
      return done(study);
    },
    { timeout: TRANSACTION_MS },
  );
}

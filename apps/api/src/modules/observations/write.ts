import { writeText } from '@asterism/observation';
import { fromMarkdown, MarkdownError } from '@asterism/observation/markdown';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { encodeGlobalId } from '../../globalId.ts';
import { done, notDone, type Outcome, problem, problemsOf } from '../../problem.ts';
import { editableSubject, readRow, subjectNotFound, taken, tellOf } from './editable.ts';
import type { ObservationRow } from './row.ts';

const writing = z.object({
  subjectId: z.string(),
  markdown: z.string(),
  baseRevision: z.int().min(0).nullish(),
});

/**
 * Makes the document say this text by an edit of what it said at `baseRevision` (0: of nothing), merged with what was
 * written since, stored or not; without one, of what it says now. Problems: SUBJECT_NOT_FOUND, REVISION_NOT_FOUND,
 * those of MarkdownError and EditRefused. Throws FORBIDDEN for a viewer.
 */
export async function writeObservation(
  context: Context,
  input: z.input<typeof writing>,
): Promise<Outcome<ObservationRow>> {
  const editable = await editableSubject(context, input.subjectId);
  if (!editable) return notDone(subjectNotFound());
  const parsed = writing.safeParse(input);
  if (!parsed.success) return notDone(...problemsOf(parsed.error));
  const { markdown, baseRevision } = parsed.data;
  const { subject, caller } = editable;
  const text = await readMarkdown(context, subject.workspaceId, markdown);
  if (!text.value) return text;
  const node = text.value;
  const merged = await taken(
    context.services.observations.merge(subject, caller.user.id, baseRevision ?? null, (doc) =>
      writeText(doc, node),
    ),
    'markdown',
  );
  if (merged.problems.length > 0) return notDone(...merged.problems);
  if (!merged.value)
    return notDone(
      problem(
        'REVISION_NOT_FOUND',
        `There is no revision ${baseRevision}. Read the observation, and send the revision that you read.`,
        'baseRevision',
      ),
    );
  const { observationId } = merged.value;
  await tellOf(context, caller, { observationId, verb: 'wrote' });
  return done(await readRow(context, observationId));
}

async function readMarkdown(
  { services: { db } }: Context,
  workspaceId: string,
  markdown: string,
): Promise<Outcome<ReturnType<typeof fromMarkdown>>> {
  const members = await db.member.findMany({
    where: { workspaceId },
    select: { user: { select: { id: true, name: true } } },
  });
  const idsByName = new Map<string, string[]>();
  for (const { user } of members) idsByName.set(user.name, [...(idsByName.get(user.name) ?? []), user.id]);
  const userNamed = (label: string) => {
    // Two of one name: nobody is meant.
    const [id, other] = idsByName.get(label) ?? [];
    return id === undefined || other !== undefined ? null : { id: encodeGlobalId('User', id), label };
  };
  try {
    return done(fromMarkdown(markdown, { userNamed }));
  } catch (error) {
    if (!(error instanceof MarkdownError)) throw error;
    return notDone(problem(error.code, error.message, 'markdown'));
  }
}
